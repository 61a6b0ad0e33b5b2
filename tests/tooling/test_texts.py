"""Each text that a user may see exists, and none is left over."""

import ast
from collections.abc import Iterator
import importlib
import re
from string import Formatter
from typing import Any

from homeassistant.helpers import condition, service
from homeassistant.helpers.trigger import descriptions as trigger_descriptions
import pytest

from .project import INTEGRATION, load_json, load_yaml, translations

SERVICES = load_yaml(INTEGRATION / "services.yaml")
ICONS = load_json(INTEGRATION / "icons.json")
# The languages that we promise; each is complete.
LANGUAGES = {"de", "en", "es", "fr", "nl", "zh-Hans"}
TOP_LEVEL_KEYS = {
    "title",
    "config",
    "options",
    "config_subentries",
    "entity",
    "device",
    "device_automation",
    "exceptions",
    "issues",
    "selector",
    "services",
    "system_health",
    "triggers",
    "conditions",
    "common",
}


def leaves(texts: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text with its path."""
    if isinstance(texts, str):
        yield path, texts
        return
    for key, value in texts.items():
        yield from leaves(value, f"{path}.{key}" if path else key)


def module_trees() -> Iterator[tuple[str, ast.Module]]:
    """Yield the integration's own files, parsed."""
    for path in sorted(INTEGRATION.glob("*.py")):
        yield path.name, ast.parse(path.read_text())


def literals_of_keyword(keyword: str) -> set[str]:
    """Return every literal that the code passes under a keyword."""
    return {
        node.value.value
        for _, tree in module_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword)
        and node.arg == keyword
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def all_literals() -> set[str]:
    """Return every string literal in the integration's own files."""
    return {
        node.value
        for _, tree in module_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def described(kind: str) -> dict[str, Any]:
    """Return what a YAML file offers to automations, less its anchors."""
    return {
        key: value or {}
        for key, value in load_yaml(INTEGRATION / f"{kind}.yaml").items()
        if not key.startswith(".")
    }


AUTOMATION_PARTS = [
    (kind, key) for kind in ("triggers", "conditions") for key in described(kind)
]


@pytest.mark.parametrize(("kind", "key"), AUTOMATION_PARTS)
def test_each_trigger_and_condition_is_described_and_has_an_icon(kind, key) -> None:
    words = translations()[kind][key]
    assert words["name"]
    assert words["description"].endswith(".")
    assert ICONS[kind][key][kind.removesuffix("s")].startswith("mdi:")
    fields = described(kind)[key].get("fields", {})
    assert words.get("fields", {}).keys() == fields.keys()
    for name, field in fields.items():
        assert "selector" in field, f"{key}.{name} has no selector"
        assert words["fields"][name]["name"]
        assert words["fields"][name]["description"].endswith(".")


@pytest.mark.parametrize("kind", ["triggers", "conditions"])
def test_nothing_describes_a_trigger_or_condition_that_does_not_exist(kind) -> None:
    offered = described(kind).keys()
    assert offered == translations()[kind].keys() == ICONS[kind].keys()


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("triggers", trigger_descriptions._TRIGGERS_DESCRIPTION_SCHEMA),
        ("conditions", condition._CONDITIONS_DESCRIPTION_SCHEMA),
        ("services", service._SERVICES_SCHEMA),
    ],
)
def test_home_assistant_accepts_what_is_offered(kind, schema) -> None:
    schema(load_yaml(INTEGRATION / f"{kind}.yaml"))


def selects() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each choice in the YAML files whose options have words, with its name."""
    for kind in ("services", "triggers", "conditions"):
        for key, offer in described(kind).items():
            for name, field in offer.get("fields", {}).items():
                choice = field["selector"].get("select") or {}
                if "translation_key" in choice:
                    yield f"{kind}.{key}.{name}", choice


@pytest.mark.parametrize(("where", "choice"), selects())
def test_each_option_of_a_choice_has_a_word(where, choice) -> None:
    words = translations()["selector"][choice["translation_key"]]["options"]
    assert set(choice["options"]) <= words.keys(), where


@pytest.mark.parametrize("action", SERVICES)
def test_each_action_is_described_and_has_an_icon(action) -> None:
    described = translations()["services"][action]
    assert described["name"]
    assert described["description"].endswith(".")
    assert action in ICONS["services"]
    fields = (SERVICES[action] or {}).get("fields", {})
    assert described.get("fields", {}).keys() == fields.keys()
    for name, field in fields.items():
        assert "selector" in field, f"{action}.{name} has no selector"
        assert described["fields"][name]["name"]
        assert described["fields"][name]["description"]


def test_nothing_describes_an_action_that_does_not_exist() -> None:
    assert translations()["services"].keys() == SERVICES.keys()
    assert ICONS["services"].keys() == SERVICES.keys()


def test_translations_have_only_known_parts() -> None:
    assert translations().keys() <= TOP_LEVEL_KEYS


def test_no_text_is_empty_and_each_placeholder_is_well_formed() -> None:
    for path, text in leaves(translations()):
        assert text.strip() == text != "", path
        for _, name, _, _ in Formatter().parse(text):
            assert name is None or re.fullmatch(r"[a-z_]+", name), f"{path}: {name}"


def test_each_entity_has_a_name_and_each_icon_an_entity() -> None:
    named = translations()["entity"]
    for platform, entities in ICONS["entity"].items():
        assert entities.keys() <= named[platform].keys()
    for platform, entities in named.items():
        known = all_literals()
        assert entities.keys() <= known, f"{platform}: text of no entity"
        assert all(entity["name"] for entity in entities.values())


def test_each_exception_has_a_text_and_each_text_an_exception() -> None:
    keys = literals_of_keyword("translation_key")
    texts = translations().get("exceptions", {}).keys()
    issues = translations().get("issues", {}).keys()
    entities = {
        name for platform in translations()["entity"].values() for name in platform
    }
    selectors = translations().get("selector", {}).keys()
    unknown = keys - texts - issues - entities - selectors
    assert not unknown
    left_over = texts - all_literals()
    assert not left_over


def test_each_issue_has_a_title_and_says_what_to_do() -> None:
    for key, issue in translations().get("issues", {}).items():
        assert issue["title"], key
        if "description" not in issue:
            steps = issue["fix_flow"]["step"].values()
            assert all(step["title"] and step["description"] for step in steps), key


def test_each_step_of_the_flows_explains_its_fields() -> None:
    for flow in ("config", "options"):
        for name, step in translations().get(flow, {}).get("step", {}).items():
            fields = step.get("data", {}).keys()
            assert fields == step.get("data_description", {}).keys(), f"{flow}.{name}"


def placeholders(text: str) -> set[str]:
    """Return the names that a text has places for."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_languages_are_those_that_we_promise() -> None:
    files = {path.stem for path in (INTEGRATION / "translations").iterdir()}
    assert files == LANGUAGES


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_whoever_loses_a_file_is_told_what_was_in_it(language: str) -> None:
    """Each file, by the name that the repair issue shows."""
    opened = re.compile(r'DurableStore\[\w+\]\(\s*hass,\s*"(\w+)"')
    files = {
        name
        for source in INTEGRATION.glob("*.py")
        for name in opened.findall(source.read_text())
    }
    assert len(files) == 7
    issues = load_json(INTEGRATION / f"translations/{language}.json")["issues"]
    told = re.findall(r"\w+", issues["store_set_aside"]["description"], re.ASCII)
    assert files <= set(told)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_language_has_the_same_texts_and_placeholders_as_english(language) -> None:
    english = dict(leaves(translations()))
    other = dict(leaves(load_json(INTEGRATION / f"translations/{language}.json")))
    assert other.keys() == english.keys()
    for key, text in other.items():
        assert placeholders(text) == placeholders(english[key]), key
        assert text.strip() == text != "", key
    # Names, figures and loan words are the same anywhere; sentences are not.
    same = {key for key, text in english.items() if other[key] == text}
    sentences = {key for key, text in english.items() if len(text.split()) > 3}
    assert language == "en" or not same & sentences


def test_texts_leave_links_and_markup_to_placeholders() -> None:
    for path, text in leaves(translations()):
        assert "://" not in text, path
        assert not re.search(r"<[a-z/]", text), path


def keys_of(tree: Any) -> Iterator[list[str]]:
    """Yield the keys of each level."""
    if isinstance(tree, dict):
        yield list(tree)
        for branch in tree.values():
            yield from keys_of(branch)


@pytest.mark.parametrize(
    "name",
    ["icons.json", *(f"translations/{language}.json" for language in LANGUAGES)],
)
def test_keys_are_sorted(name) -> None:
    for keys in keys_of(load_json(INTEGRATION / name)):
        assert keys == sorted(keys)


def test_platforms_are_the_files_that_exist() -> None:
    constants = importlib.import_module("custom_components.mesh_broadcast.const")
    for platform in constants.PLATFORMS:
        assert (INTEGRATION / f"{platform}.py").exists()
