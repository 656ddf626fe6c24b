/** What every port owes, written as tests, with an in-memory twin of each store and the example objects that tests share. */
@NullMarked
package uk.nhs.rtec.application;

import org.jspecify.annotations.NullMarked;
