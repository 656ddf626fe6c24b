package uk.nhs.rtec.deployment.ledger;

import java.time.YearMonth;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import uk.nhs.rtec.domain.proof.Moments;

/** A month as it is given on the command line. */
final class MonthOption implements ITypeConverter<YearMonth> {

    @Override
    public YearMonth convert(String text) {
        return Moments.parseMonth(text)
                .orElseThrow(() -> new TypeConversionException("a month is written like 2026-11"));
    }
}
