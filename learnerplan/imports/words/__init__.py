"""What words, numbers and headings mean: names, grades, dates, amounts, and the vocabulary of columns."""
