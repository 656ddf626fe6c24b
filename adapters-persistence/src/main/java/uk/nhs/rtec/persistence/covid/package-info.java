/** COVID-19 medical exemptions in a database: what was captured, what became of it, and who asked about somebody else. */
@NullMarked
package uk.nhs.rtec.persistence.covid;

import org.jspecify.annotations.NullMarked;
