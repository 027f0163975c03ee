"""What this server can do, as FHIR wants it said."""

from __future__ import annotations

from .writing import Resource

MATCH = "http://hl7.org/fhir/OperationDefinition/Patient-match"
SINCE = "2026-11-22"


def capability(base: str) -> Resource:
    """The CapabilityStatement of the installation at this address."""
    patient = {
        "type": "Patient",
        "documentation": "A child in the index: who they are, and nothing of what is known about them.",
        "interaction": [{"code": "read"}],
        "operation": [{"name": "match", "definition": MATCH}],
    }
    security = {
        "description": "A token of a service account as “Authorization: Bearer …”, and in the header Purpose "
        "why you look. Both are explained at /api/docs."
    }
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": SINCE,
        "kind": "instance",
        "software": {"name": "Teamaround"},
        "implementation": {"description": "Teamaround, the child index", "url": base},
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [{"mode": "server", "security": security, "resource": [patient]}],
    }
