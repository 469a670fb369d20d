import subprocess
import sys


def test_reading_no_name_no_number_and_no_chinese_loads_no_dictionary() -> None:
    modules = "names, phones, dates, trigrams, display, scripts"
    latin = (
        "scripts.simplified_by_character('a'), scripts.simplified_by_phrase('b'), scripts.traditional_by_phrase('c')"
    )
    loaded = "print({'pypinyin', 'phonenumbers', 'opencc'} & set(sys.modules))"
    check = f"import sys; from liaison.text import {modules}; {latin}; {loaded}"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
