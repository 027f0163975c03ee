"""The fields that a file of children and involvements may hold, in words and in other systems' words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """One fact that a column may give."""

    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    KNOWN_AS = "known_as"
    FORMER_FAMILY_NAME = "former_family_name"
    BORN_ON = "born_on"
    EXPECTED_ON = "expected_on"
    SEX = "sex"
    GENDER = "gender"
    NHS_NUMBER = "nhs_number"
    UPN = "upn"
    AGENCY_ID = "agency_id"
    ADDRESS = "address"
    HOUSE = "house"
    ADDRESS_1 = "address_1"
    ADDRESS_2 = "address_2"
    ADDRESS_3 = "address_3"
    TOWN = "town"
    COUNTY = "county"
    POSTCODE = "postcode"
    CARER_NAME = "carer_name"
    CARER_RELATIONSHIP = "carer_relationship"
    CARER_TELEPHONE = "carer_telephone"
    SCHOOL = "school"
    SCHOOL_CODE = "school_code"
    GP_PRACTICE = "gp_practice"
    ETHNICITY = "ethnicity"
    SERVICE = "service"
    PRACTITIONER_NAME = "practitioner_name"
    PRACTITIONER_EMAIL = "practitioner_email"
    PRACTITIONER_TELEPHONE = "practitioner_telephone"
    INVOLVED_FROM = "involved_from"
    INVOLVED_UNTIL = "involved_until"
    REASON = "reason"
    SENSITIVE_BASIS = "sensitive_basis"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a field is called here, and what other systems call it.

    `surely` are headings that mean this and nothing else; `perhaps` are headings that may mean it,
    which a person has to confirm. Both are keys as made by `key`.
    """

    words: str
    surely: tuple[str, ...]
    perhaps: tuple[str, ...] = ()


def _wording(words: str, surely: str, perhaps: str = "") -> Wording:
    return Wording(words, tuple(surely.split()), tuple(perhaps.split()))


WORDINGS: dict[Field, Wording] = {
    Field.GIVEN_NAME: _wording(
        "Given name",
        """givenname givennames firstname firstnames forename forenames christianname legalforename legalfirstname
        forename1 fname pdsgivenname given""",
        "first middlename initial initials",
    ),
    Field.FAMILY_NAME: _wording(
        "Family name",
        """familyname surname lastname legalsurname legalfamilyname legallastname secondname lname currentsurname
        sname family""",
        "last namelast birthname",
    ),
    Field.FULL_NAME: _wording(
        "Full name",
        """fullname nameofchild nameofpupil childname childsname pupilname pupilsname studentname patientname
        clientname youngpersonname youngpersonsname serviceusername nameinfull displayname legalname completename""",
        "name names who",
    ),
    Field.KNOWN_AS: _wording(
        "Known as",
        """knownas preferredname preferredforename preferredfirstname preferredgivenname chosenname nickname
        knownasname alias usualforename usualname""",
        "aka othername othernames",
    ),
    Field.FORMER_FAMILY_NAME: _wording(
        "Former family name",
        """formerfamilyname formersurname previoussurname previousfamilyname previouslastname formerlastname
        maidenname oldsurname""",
        "formername previousname formernames previousnames",
    ),
    Field.BORN_ON: _wording(
        "Date of birth",
        """dateofbirth dob birthdate birthday bornon dateborn datebirth personbirthdate born birthdt dobirth""",
        "birth datum bdate",
    ),
    Field.EXPECTED_ON: _wording(
        "Expected date of birth",
        """expecteddateofbirth expecteddate expecteddob edd duedate expecteddateofdelivery expectedon
        estimateddateofdelivery estimatedduedate babyduedate expecteddeliverydate edob""",
        "due dueon expected",
    ),
    Field.SEX: _wording(
        "Sex",
        "sex sexatbirth birthsex legalsex sexcode registeredsex",
        "mf boygirl",
    ),
    Field.GENDER: _wording(
        "Gender",
        "gender genderidentity gendercode",
        "gen",
    ),
    Field.NHS_NUMBER: _wording(
        "NHS number",
        "nhsnumber nhsno nhsnum nhs nhsid newnhsnumber",
        "nationalhealthnumber nn",
    ),
    Field.UPN: _wording(
        "UPN",
        "upn uniquepupilnumber pupilupn currentupn upnnumber",
        "pupilnumber uniquenumber",
    ),
    Field.AGENCY_ID: _wording(
        "The agency's own number",
        """agencyid agencysid ouref ourref ourreference recordid recid uniqueid localid clientid clientnumber
        pupilid studentid patientid personid childid systemid externalid sourceid caseid caseref casenumber
        mosaicid liquidlogicid llid systmoneid hospitalnumber mrn admissionnumber admno adno localidentifier
        serviceuserid youngpersonid localauthoritychildid agencynumber agencyreference agencysownnumber""",
        """id ref reference number no identifier key code socsecid socialsecuritynumber ssn nationalinsurancenumber
        crn pin""",
    ),
    Field.ADDRESS: _wording(
        "Address in one cell",
        "address fulladdress homeaddress currentaddress addressinfull postaladdress addresslines",
        "residence livesat location",
    ),
    Field.HOUSE: _wording(
        "House name or number",
        """house housenumber houseno housename housenameornumber housenamenumber streetnumber buildingnumber
        buildingname propertynumber paon flat flatnumber saon housenum""",
        "building property",
    ),
    Field.ADDRESS_1: _wording(
        "Address line 1",
        """address1 addressline1 addr1 add1 street streetname road homeaddress1 addressline line1 streetaddress""",
    ),
    Field.ADDRESS_2: _wording(
        "Address line 2",
        "address2 addressline2 addr2 add2 line2 homeaddress2",
        "locality",
    ),
    Field.ADDRESS_3: _wording(
        "Address line 3",
        "address3 addressline3 addr3 add3 line3 homeaddress3",
        "district",
    ),
    Field.TOWN: _wording(
        "Town",
        """town city towncity townorcity cityortown posttown suburb village addresstown address4 addressline4""",
        "place",
    ),
    Field.COUNTY: _wording(
        "County",
        "county addresscounty address5 addressline5",
        "state province region",
    ),
    Field.POSTCODE: _wording(
        "Postcode",
        "postcode postalcode homepostcode addresspostcode pcode currentpostcode zip zipcode",
        "pc post",
    ),
    Field.CARER_NAME: _wording(
        "Carer's name",
        """carername carersname carer parentname parentsname parentcarer parentcarername parentorcarer
        parentguardian guardianname contact1name parent1name carerfullname maincarer maincarername nameofparent
        nameofcarer primarycarer parent guardian""",
        "contactname mothersname mothername fathersname fathername nextofkin contact emergencycontact",
    ),
    Field.CARER_RELATIONSHIP: _wording(
        "Carer's relationship to the child",
        """carerrelationship relationship relationshiptochild relationtochild relationshiptopupil carersrelationship
        parentrelationship contact1relationship parent1relationship carerrelation""",
        "relation relationshiptype",
    ),
    Field.CARER_TELEPHONE: _wording(
        "Carer's telephone",
        """carertelephone carerphone carermobile carertel parenttelephone parentphone parentmobile carerstelephone
        contact1telephone contact1phone parent1phone hometelephone homephone carertelephonenumber
        carercontactnumber carersphone parentcontactnumber""",
        "telephone phone mobile tel phonenumber telephonenumber mobilenumber contactnumber telno",
    ),
    Field.SCHOOL: _wording(
        "School",
        """school schoolname currentschool educationsetting nursery nameofschool establishment establishmentname
        schoolattended""",
        "setting base college basename",
    ),
    Field.SCHOOL_CODE: _wording(
        "School's code",
        """schoolcode dfenumber dfeno dfescode dfecode laestab schoolurn establishmentnumber schoolid schooldfe
        schoolnumber""",
        "urn dfe estab",
    ),
    Field.GP_PRACTICE: _wording(
        "GP practice",
        """gppractice gp gpsurgery practice surgery gppracticename registeredpractice practicename doctorssurgery
        gpname generalpractice registeredgp gppracticecode""",
        "doctor practicecode odscode",
    ),
    Field.ETHNICITY: _wording(
        "Ethnicity",
        "ethnicity ethnicorigin ethnicgroup ethnicitycode ethniccode ethnicbackground ethnicityname",
        "origin ethnic",
    ),
    Field.SERVICE: _wording(
        "Service involved",
        "service servicename serviceinvolved nameofservice servicetype agencyservice involvedservice",
        "team teamname provision intervention department clinic agency",
    ),
    Field.PRACTITIONER_NAME: _wording(
        "Practitioner's name",
        """practitionername practitioner worker workername keyworker keyworkername allocatedworker allocatedto
        professional professionalname leadpractitioner healthvisitor healthvisitorname supportworker
        practitionersname staffname nameofpractitioner nameofworker caseworker socialworker familysupportworker""",
        "staff owner assignedto contactperson",
    ),
    Field.PRACTITIONER_EMAIL: _wording(
        "Practitioner's email",
        """practitioneremail workeremail keyworkeremail professionalemail staffemail practitioneremailaddress
        practitionersemail workemail""",
        "email emailaddress mail contactemail",
    ),
    Field.PRACTITIONER_TELEPHONE: _wording(
        "Practitioner's telephone",
        """practitionertelephone practitionerphone workertelephone workerphone workermobile keyworkerphone
        professionaltelephone stafftelephone worktelephone practitionertel practitionerstelephone
        practitionermobile workphone workertel""",
        "extension ext",
    ),
    Field.INVOLVED_FROM: _wording(
        "Involved from",
        """involvedfrom involvementstart involvementstartdate servicestart servicestartdate startofinvolvement
        dateinvolvementstarted involvementstarted allocationstart allocationdate interventionstart involvedsince
        involvementfrom casestartdate episodestart episodestartdate""",
        """startdate start from datefrom startedon opened dateopened referraldate admissiondate dateofreferral
        opendate since begin""",
    ),
    Field.INVOLVED_UNTIL: _wording(
        "Involved until",
        """involveduntil involvementend involvementenddate serviceend serviceenddate endofinvolvement
        dateinvolvementended involvementended allocationend interventionend involvementuntil involvementto
        involvedto caseenddate episodeend episodeenddate""",
        """enddate end to until dateto endedon closed dateclosed leavingdate dischargedate closuredate closedate
        finish""",
    ),
    Field.REASON: _wording(
        "Reason for involvement",
        "reasonforinvolvement involvementreason reason purposeofinvolvement whyinvolved reasoninvolved",
        "presentingissue reasonforreferral referralreason why notes comments",
    ),
    Field.SENSITIVE_BASIS: _wording(
        "Basis for recording a sensitive service",
        "sensitivebasis basis sensitiveservicebasis basisforrecording consentorharm recordingbasis",
        "consent agreement consentgiven lawfulbasis",
    ),
}

DATES = (Field.BORN_ON, Field.EXPECTED_ON, Field.INVOLVED_FROM, Field.INVOLVED_UNTIL)
NAMES = (Field.GIVEN_NAME, Field.FAMILY_NAME, Field.FULL_NAME)
IDENTIFIERS = (Field.AGENCY_ID, Field.NHS_NUMBER, Field.UPN)
ADDRESS_LINES = (Field.HOUSE, Field.ADDRESS_1, Field.ADDRESS_2, Field.ADDRESS_3, Field.TOWN, Field.COUNTY)
INVOLVEMENT = (
    Field.SERVICE, Field.PRACTITIONER_NAME, Field.PRACTITIONER_EMAIL, Field.PRACTITIONER_TELEPHONE,
    Field.INVOLVED_FROM, Field.INVOLVED_UNTIL, Field.REASON, Field.SENSITIVE_BASIS,
)  # fmt: skip
REASON_COLUMN = "Reason not taken"


def words(field: Field) -> str:
    """The field as people call it here."""
    return WORDINGS[field].words


def field_named(text: str) -> Field | None:
    """The field that somebody typed: its code ("born_on"), its words or a sure synonym."""
    wanted = text.strip().casefold().replace("-", "_").replace(" ", "_")
    if wanted in set(Field):
        return Field(wanted)
    bare = "".join(sign for sign in wanted if sign.isalnum())
    return next(
        (field for field, wording in WORDINGS.items() if bare in (*wording.surely, _bare(wording.words))),
        None,
    )


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
