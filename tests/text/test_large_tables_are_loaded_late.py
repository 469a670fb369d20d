import subprocess
import sys


def test_reading_no_name_and_no_number_loads_no_dictionary() -> None:
    modules = "names, phones, dates, grams, display"
    check = f"from liaison.text import {modules}; import sys; print({{'pypinyin', 'phonenumbers'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
