"""Names of result folders: short where they can be, different where they must be."""

from extractor.app.result_folders import result_folders


def test_result_folders_stem_alone_when_it_is_unique():
    assert result_folders(["甲.txt", "子/乙.pdf"]) == {"甲.txt": "甲", "子/乙.pdf": "乙"}


def test_result_folders_same_stem_names_the_form():
    assert result_folders(["甲.txt", "甲.docx"]) == {"甲.txt": "甲（txt）", "甲.docx": "甲（docx）"}


def test_result_folders_same_file_in_two_places_names_the_place():
    assert set(result_folders(["一/甲.txt", "二/甲.txt"]).values()) == {"一-甲（txt）", "二-甲（txt）"}


def test_result_folders_case_and_composition_count_as_the_same():
    assert len({name.casefold() for name in result_folders(["A.txt", "a.txt", "e\u0301.txt", "\u00e9.txt"]).values()}) == 4


def test_result_folders_taken_names_are_left_alone():
    assert result_folders(["来文.txt"], taken=["来文"]) == {"来文.txt": "来文（txt）"}


def test_result_folders_long_names_stay_within_the_limit_of_file_systems():
    names = [f"{'通' * 80}{number}.txt" for number in range(3)]
    folders = set(result_folders(names).values())
    assert len(folders) == 3
    assert max(len(folder.encode()) for folder in folders) < 250
