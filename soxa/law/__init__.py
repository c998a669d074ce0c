"""The law as the office applies it: acts, values in force on a day, day counting, periods, numbers and names, in pure Python."""
