"""OneRoster folders that a test writes itself: small, and each with what real ones get wrong."""

from __future__ import annotations

from pathlib import Path

from learnerplan.imports.known import Known
from learnerplan.imports.planned.plan import FilePlan, ImportPlan
from learnerplan.imports.planning import Options, plan_import
from learnerplan.imports.tables import read_sources

ONE_1 = {
    "manifest": "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\n",
    "orgs": (
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
        "D1,,,Lakeside District,district,,\n"
        "S1,,,Lakeside School,school,,D1\n"
    ),
    "academicSessions": (
        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
        "T1,,,Autumn,term,2031-08-25,2031-12-19,Y1,2032\n"
        "Y1,,,2031-32,schoolYear,2031-08-25,2032-06-12,,2032\n"
        "T2,,,Spring,term,2032-01-05,2032-06-12,Y1,2032\n"
        "G1,,,Quarter 1,gradingPeriod,2031-08-25,2031-10-24,T1,2032\n"
    ),
    "courses": (
        "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\n"
        "C1,,,Y1,Mathematics 6,M6,06,S1,Mathematics,02\n"
        'C2,,,Y1,Reading 6,R6,06,S1,"Reading,Writing",01\n'
    ),
    "classes": (
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,"
        "termSourcedIds,subjects,subjectCodes,periods\n"
        'K1,,,Math 6A,"06,07",C1,M6A,scheduled,Room 3,S1,"T1,T2",,,"1,3"\n'
        "K2,,,Homeroom 6,06,C2,H6,homeroom,Room 4,S1,T1,,,\n"
    ),
    "users": (
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
        "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
        'U1,,,true,S1,student,znguyen,"{LDAP:znguyen},{Fed:42}",Zoë,Nguyễn,Mai,0042,zoe@lake.example,,,"P1,P2",06,Pa55\n'
        "U2,,,true,S1,student,ohaddad,,Omar,Haddad,,0043,,,,P1,KG,Pa55\n"
        'P1,,,true,S1,parent,linh,,Linh,Nguyễn,,,linh@home.example,555-0101,555-0102,"U1,U2",,Pa55\n'
        "P2,,,true,S1,guardian,tam,,Tâm,Lê,,,,555-0102,555-0102,U1,,Pa55\n"
        "P3,,,true,S1,relative,eva,,Eva,Haddad,,,eva@home.example,,,U2,,Pa55\n"
        "E1,,,true,S1,teacher,mrsk,,Ida,Klein,,,ida@lake.example,,,,,Pa55\n"
        "A1,,,true,D1,administrator,admin,,Ed,Stone,,,,,,,,Pa55\n"
    ),
    "enrollments": (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
        "N1,,,K1,S1,U1,student,false,2031-08-25,2032-06-12\n"
        "N2,,,K2,S1,U1,student,false,,\n"
        "N3,,,K2,S1,U2,student,false,,\n"
        "N4,,,K1,S1,E1,teacher,true,,\n"
        "N5,,,K9,S1,U1,student,false,,\n"
        "N6,,,K1,S1,U9,student,false,,\n"
    ),
    "demographics": (
        "sourcedId,status,dateLastModified,birthDate,sex,white\n"
        "U1,,,2020-03-04,female,false\nU2,,,2020-05-06,male,false\n"
    ),
    "categories": "sourcedId,status,dateLastModified,title\nCat1,,,Homework\n",
    "lineItems": (
        "sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,"
        "gradingPeriodSourcedId,resultValueMin,resultValueMax\nL1,,,Quiz 1,,2031-09-01,2031-09-02,K1,Cat1,G1,0,10\n"
    ),
    "results": (
        "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment\n"
        "R1,,,L1,U1,fully graded,8,2031-09-03,\n"
    ),
}
"""A bulk folder of OneRoster 1.1."""

ONE_2 = {
    "manifest": "propertyName,value\noneroster.version,1.2\n",
    "orgs": ONE_1["orgs"],
    "academicSessions": ONE_1["academicSessions"],
    "courses": ONE_1["courses"],
    "classes": ONE_1["classes"],
    "users": (
        "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,"
        "email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,"
        "preferredFamilyName,primaryOrgSourcedId,pronouns\n"
        "U1,active,2031-08-01,true,znguyen,,Zoë,Nguyễn,,0042,,,,P1,06,Pa55,MID1,Zo,,,S1,they/them\n"
        "U2,active,2031-08-01,true,ohaddad,,Omar,Haddad,,0043,,,,,06,Pa55,MID2,,,,S1,\n"
        "U3,active,2031-08-01,true,away,,Una,Away,,0044,,,,,06,Pa55,MID3,,,,S7,\n"
        "P1,active,2031-08-01,true,linh,,Linh,Nguyễn,,,linh@home.example,,555-0102,U1,,Pa55,,,,,S1,\n"
        "E1,active,2031-08-01,true,ida,,Ida,Klein,,,,,,,,Pa55,,,,,S1,she/her\n"
        "X1,active,2031-08-01,true,who,,Nobody,Knows,,,,,,,,Pa55,,,,,S1,\n"
    ),
    "roles": (
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,"
        "userProfileSourcedId\n"
        "R1,active,2031-08-01,U1,primary,student,,,S1,\n"
        "R2,active,2031-08-01,U2,primary,student,,,S1,\n"
        "R3,active,2031-08-01,U3,primary,student,,,S7,\n"
        "R4,active,2031-08-01,P1,primary,guardian,,,S1,\n"
        "R5,active,2031-08-01,E1,primary,teacher,,,S1,\n"
        "R6,active,2031-08-01,E1,secondary,siteAdministrator,,,S1,\n"
        "R7,active,2031-08-01,U8,primary,student,,,S1,\n"
    ),
    "userProfiles": (
        "sourcedId,status,dateLastModified,userSourcedId,profileType,vendorId,credentialType,username,password\n"
        "F1,active,2031-08-01,U1,app,V1,usernamePassword,zo,Pa55\n"
    ),
    "enrollments": ONE_1["enrollments"],
    "demographics": ONE_1["demographics"],
    "resources": (
        "sourcedId,status,dateLastModified,vendorResourceId,title,roles,importance,vendorId,applicationId\n"
        "RS1,,,V,Book,student,primary,,\n"
    ),
    "userResources": (
        "sourcedId,status,dateLastModified,userSourcedId,orgSourcedId,classSourcedId,resourceSourcedId\n"
        "UR1,,,U1,S1,,RS1\n"
    ),
}
"""A folder of OneRoster 1.2."""


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return folder


def planned(folder: Path, known: Known | None = None, **options: object) -> ImportPlan:
    return plan_import(read_sources([folder]), known or Known(), Options(**options))  # type: ignore[arg-type]


def file(plan: ImportPlan, name: str) -> FilePlan:
    return next(each for each in plan.files if each.path.stem == name)


def told(plan: ImportPlan, name: str) -> list[tuple[str, str]]:
    """(verdict, reason) of each row of a file."""
    return [(str(row.verdict), row.reason) for row in file(plan, name).rows]
