package uk.nhs.rtec.spine.mesh;

import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import uk.nhs.rtec.application.event.EventMailbox;
import uk.nhs.rtec.application.event.EventMailbox.Collecting.Collected;
import uk.nhs.rtec.application.event.EventMailbox.Collecting.Gone;
import uk.nhs.rtec.application.event.EventMailbox.Waiting.Listed;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.spine.wire.Exchange;
import uk.nhs.rtec.spine.wire.Pause;
import uk.nhs.rtec.spine.wire.WholeAnswer;

/** The mailbox at MESH to which NEMS delivers events. */
public final class MeshEventMailbox implements EventMailbox {

    private static final System.Logger LOGGER = System.getLogger(MeshEventMailbox.class.getName());

    /** As MESH makes them, and nothing that could lead elsewhere in a URL. */
    private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    /** Chunks are of 20 MB and more: what comes in many small ones was not sent by a publisher of events. */
    private static final int MOST_CHUNKS = 20;

    private static final String TOO_LONG = "it is empty, or longer than an event";

    private final MailboxApi mesh;
    private final MailboxAuthorisation authorisation;
    private final String mailbox;
    private final Pause pause;

    /** The mailbox that these settings name, over this API. */
    public MeshEventMailbox(MailboxApi mesh, MeshSettings settings, InstantSource clock) {
        this.mesh = mesh;
        this.authorisation = new MailboxAuthorisation(settings, clock);
        this.mailbox = settings.mailbox();
        this.pause = new Pause(clock);
    }

    @Override
    public Waiting waiting() {
        return call(
                authorization -> mesh.inbox(mailbox, authorization),
                answer -> answer.status() == 200
                        ? MessageList.in(answer.body())
                                .<Waiting>map(ids -> new Listed(proper(ids)))
                                .orElseGet(() -> new NoAnswer(Silence.UNREADABLE))
                        : new NoAnswer(silence(answer)),
                NoAnswer::new);
    }

    @Override
    public Collecting collect(String messageId) {
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            return new Gone();
        }
        return call(
                authorization -> mesh.message(mailbox, messageId, authorization),
                first -> collected(messageId, first),
                NoAnswer::new);
    }

    @Override
    public Optional<Silence> acknowledge(String messageId) {
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            return Optional.empty();
        }
        return call(
                authorization -> mesh.acknowledge(mailbox, messageId, authorization),
                answer -> isOut(answer) || (answer.isGood() && !answer.isPage())
                        ? Optional.empty()
                        : Optional.of(silence(answer)),
                Optional::of);
    }

    /** Names that are none would never be collected, and all that MESH lists at once would soon be such. */
    private static List<String> proper(List<String> ids) {
        List<String> proper =
                ids.stream().filter(id -> MESSAGE_ID.matcher(id).matches()).toList();
        if (proper.size() < ids.size()) {
            LOGGER.log(Level.WARNING, () -> "MESH lists %d messages by names that are none"
                    .formatted(ids.size() - proper.size()));
        }
        return proper;
    }

    private Collecting collected(String messageId, WholeAnswer first) {
        if (isOut(first)) {
            return new Gone();
        }
        boolean isPart = first.status() == 206;
        if (!isOf(messageId, first) || !(isPart || first.status() == 200)) {
            return new NoAnswer(silence(first));
        }
        Transfer transfer = new Transfer(first);
        Optional<String> fault = transfer.fault();
        if (fault.isPresent()) {
            return unreadable(messageId, transfer, first.body(), fault.get());
        }
        return isPart ? chunks(messageId, transfer, first) : message(messageId, transfer, first.body());
    }

    /** The answer to the first call tells how many there are; the last of them comes with another status than the rest. */
    private Collecting chunks(String messageId, Transfer transfer, WholeAnswer first) {
        Optional<ChunkRange> range = ChunkRange.of(first).filter(part -> part.number() == 1 && part.total() > 1);
        if (range.isEmpty()) {
            return new NoAnswer(Silence.UNREADABLE);
        }
        int total = range.get().total();
        if (total > MOST_CHUNKS) {
            return unreadable(messageId, transfer, first.body(), TOO_LONG);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(first.body().toArray());
        for (int number = 2; number <= total; number++) {
            Part part = part(messageId, new ChunkRange(number, total));
            if (part.body().isEmpty()) {
                return new NoAnswer(part.silence());
            }
            whole.writeBytes(part.body().get().toArray());
            if (whole.size() > MessageLimits.MOST_BYTES) {
                return unreadable(messageId, transfer, first.body(), TOO_LONG);
            }
        }
        return message(messageId, transfer, Bytes.of(whole.toByteArray()));
    }

    /** A chunk, or why there is none. */
    private record Part(Optional<Bytes> body, Silence silence) {}

    private Part part(String messageId, ChunkRange wanted) {
        int status = wanted.number() == wanted.total() ? 200 : 206;
        return call(
                authorization -> mesh.chunk(mailbox, messageId, wanted.number(), authorization),
                answer -> new Part(
                        Optional.of(answer)
                                .filter(chunk -> chunk.status() == status && isOf(messageId, chunk))
                                .filter(chunk -> ChunkRange.of(chunk).equals(Optional.of(wanted)))
                                .map(WholeAnswer::body),
                        silence(answer)),
                silence -> new Part(Optional.empty(), silence));
    }

    private static Collecting message(String messageId, Transfer transfer, Bytes body) {
        return body.length() == 0
                ? unreadable(messageId, transfer, body, TOO_LONG)
                : new Collected(new DeliveredMessage(messageId, transfer.workflow(), body, EventMessage.read(body)));
    }

    private static Collecting unreadable(String messageId, Transfer transfer, Bytes body, String why) {
        return new Collected(new DeliveredMessage(messageId, transfer.workflow(), body, new Content.Unreadable(why)));
    }

    /** Whether it is MESH that answers, and for this message. */
    private static boolean isOf(String messageId, WholeAnswer answer) {
        return answer.header("mex-MessageID").filter(messageId::equals).isPresent();
    }

    /** 410 when somebody has acknowledged it, 404 when it never was or is no longer known. */
    private static boolean isOut(WholeAnswer answer) {
        return (answer.status() == 404 || answer.status() == 410) && !answer.isPage();
    }

    private static Silence silence(WholeAnswer answer) {
        return answer.status() >= 400 && !answer.isPage() ? Silence.REFUSED : Silence.UNREADABLE;
    }

    private <T> T call(
            Function<String, Response> call, Function<WholeAnswer, T> answered, Function<Silence, T> silent) {
        if (pause.isOn()) {
            return silent.apply(Silence.NOT_ASKED);
        }
        Exchange exchange = Exchange.with("MESH", () -> call.apply(authorisation.next()));
        return exchange.map(
                answer -> {
                    pause.note(answer);
                    if (answer.status() >= 400 && !isOut(answer)) {
                        LOGGER.log(Level.WARNING, () -> "MESH answered with status %d".formatted(answer.status()));
                    }
                    return answered.apply(answer);
                },
                silent);
    }
}
