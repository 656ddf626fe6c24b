/** The COVID-19 medical exemption API, with the five scenarios of its published sandbox. */
@NullMarked
package uk.nhs.rtec.sandbox.covid;

import org.jspecify.annotations.NullMarked;
