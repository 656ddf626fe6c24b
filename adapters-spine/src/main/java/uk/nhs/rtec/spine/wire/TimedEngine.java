package uk.nhs.rtec.spine.wire;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpRequestBase;
import org.jboss.resteasy.client.jaxrs.engines.ManualClosingApacheHttpClient43Engine;
import org.jboss.resteasy.client.jaxrs.internal.ClientInvocation;

/**
 * An HTTP engine that hangs up when an exchange has taken its time. A read time-out bounds the wait for the next byte only: who sends one
 * now and then would hold a thread for ever.
 */
@SuppressWarnings(
        "removal") // The server's RESTEasy has no other engine that can be built upon; the next one will bring its own.
final class TimedEngine extends ManualClosingApacheHttpClient43Engine {

    private final Duration longest;
    private final ScheduledExecutorService alarms;

    TimedEngine(HttpClient client, Duration longest, ScheduledExecutorService alarms) {
        super(client, true);
        this.longest = longest;
        this.alarms = alarms;
    }

    @Override
    public Response invoke(Invocation invocation) {
        Alarm alarm = Alarm.in(longest);
        ((ClientInvocation) invocation).property(Alarm.class.getName(), alarm);
        try {
            return super.invoke(invocation);
        } catch (ProcessingException e) {
            alarm.cancel();
            throw alarm.isOver() ? new ProcessingException(tookTooLong(e)) : e;
        }
    }

    @Override
    protected void loadHttpMethod(ClientInvocation request, HttpRequestBase method) throws Exception {
        super.loadHttpMethod(request, method);
        Alarm.of(request.getMutableProperties().get(Alarm.class.getName()))
                .ifPresent(alarm -> alarm.set(alarms, method::abort));
    }

    private static SocketTimeoutException tookTooLong(ProcessingException cause) {
        SocketTimeoutException tooLong = new SocketTimeoutException("the exchange did not end in time");
        tooLong.initCause(cause);
        return tooLong;
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        super.close();
    }
}
