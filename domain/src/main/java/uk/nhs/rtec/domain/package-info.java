/** The words and the rules of exemption checking: nothing here knows how it is asked, stored or transported. */
@NullMarked
package uk.nhs.rtec.domain;

import org.jspecify.annotations.NullMarked;
