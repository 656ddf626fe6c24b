package uk.nhs.rtec.sandbox.eps;

import java.util.Map;

/** What the tracker calls the kinds of prescription and of treatment. */
final class PrescriptionTypes {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("0001", "GENERAL PRACTITIONER PRESCRIBING"),
            Map.entry("0003", "NURSE PRACTITIONER PRESCRIBING"),
            Map.entry("0004", "HOSPITAL PRESCRIBING"),
            Map.entry("0006", "DENTAL PRESCRIBING"),
            Map.entry("0009", "GENERAL PRACTITIONER PRESCRIBING - PRIVATE"),
            Map.entry("0101", "PRIMARY CARE PRESCRIBER - MEDICAL PRESCRIBER"),
            Map.entry("0104", "PRIMARY CARE PRESCRIBER - NURSE INDEPENDENT/SUPPLEMENTARY PRESCRIBER"),
            Map.entry("0108", "PRIMARY CARE PRESCRIBER - PHARMACIST INDEPENDENT/SUPPLEMENTARY PRESCRIBER"),
            Map.entry("0201", "PRIMARY CARE PRESCRIBER - MEDICAL PRESCRIBER (WALES)"),
            Map.entry("0501", "PRIMARY CARE PRESCRIBER - MEDICAL PRESCRIBER (ISLE OF MAN)"),
            Map.entry("0607", "DENTAL PRESCRIBING - DENTIST"),
            Map.entry("0707", "DENTAL PRESCRIBING - DENTIST (WALES)"),
            Map.entry("0901", "PRIVATE PRESCRIBING - MEDICAL PRESCRIBER"),
            Map.entry("2001", "OUTPATIENT COMMUNITY PRESCRIBER - MEDICAL PRESCRIBER (WALES)"),
            Map.entry("5001", "OUTPATIENT COMMUNITY PRESCRIBER - MEDICAL PRESCRIBER (ISLE OF MAN)"));

    private static final Map<String, String> TREATMENTS =
            Map.of("0001", "Acute Prescription", "0002", "Repeat Prescribing", "0003", "Repeat Dispensing");

    private PrescriptionTypes() {}

    static String type(String code) {
        return TYPES.getOrDefault(code, "");
    }

    static String treatment(String code) {
        return TREATMENTS.getOrDefault(code, "");
    }
}
