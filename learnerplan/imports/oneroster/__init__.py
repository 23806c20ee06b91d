"""OneRoster 1.1 and 1.2 and School Data Sync 2: a roster in many tables that refer to each other by number.

The tables of one import are read together first (`folder`), and what other tables say of a row is put beside it
(`joining`): a user gets the role of roles.csv and the birth date of demographics.csv as columns. From there on each row
stands for itself, and is planned as rows of other rosters are. Columns: IMS OneRoster 1.1 section 4, OneRoster 1.2 CSV
Binding section 4, and Microsoft's "School Data Sync V2.1 CSV file format".
"""
