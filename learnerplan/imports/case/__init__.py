"""Reading packages of standards in the JSON form of 1EdTech's CASE 1.0 and 1.1 into tables."""
