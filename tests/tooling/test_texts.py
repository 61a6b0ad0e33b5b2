"""Each text that a user may see exists, and none is left over."""

import ast
from collections.abc import Iterator
import importlib
import re
from string import Formatter
from typing import Any

import pytest

from .project import INTEGRATION, load_json, load_yaml, translations

SERVICES = load_yaml(INTEGRATION / "services.yaml")
ICONS = load_json(INTEGRATION / "icons.json")
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


def test_quality_scale_names_every_rule_once() -> None:
    scale = load_yaml(INTEGRATION / "quality_scale.yaml")["rules"]
    for rule, state in scale.items():
        status = state if isinstance(state, str) else state["status"]
        assert status in {"done", "todo", "exempt"}, rule
        if status == "exempt":
            assert state["comment"], rule
    assert len(scale) >= 50, "the scale has more than fifty rules"


def test_other_languages_have_the_same_texts_and_placeholders() -> None:
    english = dict(leaves(translations()))
    for path in (INTEGRATION / "translations").glob("*.json"):
        other = dict(leaves(load_json(path)))
        assert other.keys() <= english.keys(), path.name
        for key, text in other.items():
            names = {name for _, name, _, _ in Formatter().parse(text) if name}
            expected = {
                name for _, name, _, _ in Formatter().parse(english[key]) if name
            }
            assert names == expected, f"{path.name}: {key}"


def test_platforms_are_the_files_that_exist() -> None:
    constants = importlib.import_module("custom_components.mesh_broadcast.const")
    for platform in constants.PLATFORMS:
        assert (INTEGRATION / f"{platform}.py").exists()
