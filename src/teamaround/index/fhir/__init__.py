"""The index in FHIR R4, for systems that speak it: Patient/$match and reading a Patient.

Standard: HL7 FHIR R4 (4.0.1), the operation Patient-match and the extension match-grade.
"""
