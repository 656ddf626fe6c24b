package uk.nhs.rtec.architecture.ruin.spine;

import de.siegmar.fastcsv.reader.CsvRecord;

/** A client of Spine that knows what the APIs read. */
public record ReadsFiles(CsvRecord line) {}
