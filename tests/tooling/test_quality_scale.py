"""Each rule of the quality scale that we claim to keep is proved, by test or document."""

import ast
from functools import cache
from importlib.metadata import metadata
from pathlib import Path
import re
from typing import Any

import homeassistant
import pytest
import yaml

from .project import INTEGRATION, ROOT, load_yaml, manifest

CORE_SCALES = Path(homeassistant.__file__).parent / "components"
RULES: dict[str, Any] = load_yaml(INTEGRATION / "quality_scale.yaml")["rules"]
DONE = [rule for rule, state in RULES.items() if state == "done"]

ACTIONS = "tests/integration/test_services.py::"
BAD_INPUT = "tests/integration/test_bad_input.py::"
DEVICES = "tests/integration/test_peer_devices.py::"
DIAGNOSTICS = "tests/integration/test_diagnostics.py::"
ENTITIES = "tests/integration/test_entities.py::"
ENTITY_RULES = "tests/integration/test_entity_rules.py::"
EVENTS = "docs/events.md#"
FLOW = "tests/integration/test_config_flow.py::"
HERE = "tests/tooling/test_quality_scale.py::"
MANIFEST = "tests/tooling/test_manifest.py::"
NODE = "tests/integration/test_init.py::"
README = "README.md#"
REPAIRS = "tests/integration/test_repairs.py::"
TEXTS = "tests/tooling/test_texts.py::"

PROOFS = {
    # Bronze
    "action-setup": [ACTIONS + "test_actions_stay_when_the_node_is_gone"],
    "brands": [MANIFEST + "test_brand_image_is_one_that_home_assistant_shows"],
    "common-modules": [HERE + "test_what_is_common_stands_where_one_looks_for_it"],
    "config-flow-test-coverage": [HERE + "test_coverage_is_demanded_of_every_run"],
    "config-flow": [
        FLOW + "test_sets_a_node_up",
        TEXTS + "test_each_step_of_the_flows_explains_its_fields",
    ],
    "dependency-transparency": [
        HERE + "test_requirements_are_open_source",
        MANIFEST + "test_requirements_are_pinned_and_the_tests_run_on_the_same",
    ],
    "docs-actions": [HERE + "test_each_action_trigger_and_condition_is_documented"],
    "docs-conditions": [HERE + "test_each_action_trigger_and_condition_is_documented"],
    "docs-high-level-description": [
        README + "Bluetooth Mesh Broadcast for Home Assistant"
    ],
    "docs-installation-instructions": [README + "Installation"],
    "docs-removal-instructions": [README + "Removal"],
    "docs-triggers": [HERE + "test_each_action_trigger_and_condition_is_documented"],
    "entity-event-setup": [
        HERE + "test_entities_subscribe_once_they_are_added",
        ENTITIES + "test_writer_outlives_an_entity_that_fails",
    ],
    "entity-unique-id": [
        ENTITY_RULES + "test_entities_are_told_apart_by_fingerprints_only"
    ],
    "has-entity-name": [ENTITY_RULES + "test_entities_are_named_after_their_device"],
    "runtime-data": [HERE + "test_what_a_node_needs_hangs_on_its_entry"],
    "test-before-configure": [FLOW + "test_role_without_hardware"],
    "test-before-setup": [NODE + "test_no_bluetooth_at_all_is_tried_again"],
    "unique-config-entry": [FLOW + "test_second_node_is_refused"],
    # Silver
    "action-exceptions": [BAD_INPUT + "test_it_is_refused_with_words_that_help"],
    "config-entry-unloading": [NODE + "test_unloaded_node_leaves_nothing_behind"],
    "docs-configuration-parameters": [
        README + "Configuration parameters",
        HERE + "test_each_option_is_documented",
    ],
    "docs-installation-parameters": [
        README + "Installation parameters",
        HERE + "test_each_option_is_documented",
    ],
    "entity-unavailable": [
        ENTITY_RULES + "test_nothing_is_shown_of_a_node_that_is_gone",
        ENTITIES + "test_node_is_on_the_air_while_a_role_is",
    ],
    "integration-owner": [MANIFEST + "test_manifest_values_are_valid"],
    "log-when-unavailable": [REPAIRS + "test_fault_is_logged_once_and_so_is_its_end"],
    "parallel-updates": [HERE + "test_each_platform_says_what_it_does_at_once"],
    "test-coverage": [HERE + "test_coverage_is_demanded_of_every_run"],
    # Gold
    "devices": [
        ENTITIES + "test_node_device",
        ENTITIES + "test_peer_device_and_its_states",
    ],
    "diagnostics": [
        DIAGNOSTICS + "test_report_of_the_node",
        DIAGNOSTICS + "test_reports_give_nobody_away",
    ],
    "discovery": [
        FLOW + "test_discovery_is_quiet_once_set_up",
        MANIFEST + "test_bluetooth_matcher_is_the_lower_case_service_uuid",
    ],
    "docs-data-update": [README + "Data updates"],
    "docs-examples": [README + "Examples"],
    "docs-known-limitations": [README + "Known limitations"],
    "docs-supported-devices": [README + "Supported devices"],
    "docs-supported-functions": [README + "Supported functions"],
    "docs-troubleshooting": [README + "Troubleshooting"],
    "docs-use-cases": [README + "Use cases"],
    "dynamic-devices": [DEVICES + "test_peer_becomes_a_device_after_a_while"],
    "entity-category": [
        ENTITY_RULES + "test_what_is_for_the_curious_is_off_the_dashboard"
    ],
    "entity-device-class": [
        ENTITY_RULES + "test_kinds_that_home_assistant_knows_are_named"
    ],
    "entity-disabled-by-default": [
        ENTITIES + "test_signal_strength_is_off_by_default",
        ENTITY_RULES + "test_what_is_for_the_curious_is_off_the_dashboard",
    ],
    "entity-translations": [
        TEXTS + "test_each_entity_has_a_name_and_each_icon_an_entity"
    ],
    "exception-translations": [
        TEXTS + "test_each_exception_has_a_text_and_each_text_an_exception",
        BAD_INPUT + "test_it_is_refused_with_words_that_help",
    ],
    "icon-translations": [
        "tests/integration/test_translations.py::test_entities_have_words_and_icons",
        TEXTS + "test_each_trigger_and_condition_is_described_and_has_an_icon",
        TEXTS + "test_each_action_is_described_and_has_an_icon",
    ],
    "reconfiguration-flow": [FLOW + "test_reconfigure_restarts_the_node"],
    "repair-issues": [
        REPAIRS + "test_lasting_fault_of_the_server",
        REPAIRS + "test_lack_of_slots_that_lasts",
        REPAIRS + "test_lost_identity_can_be_replaced_by_the_user",
    ],
    "stale-devices": [
        DEVICES + "test_user_removes_a_peer_for_good",
        DEVICES + "test_long_unseen_peer_loses_its_device",
    ],
    # Platinum
    "async-dependency": [HERE + "test_the_radio_is_driven_on_the_loop"],
    "strict-typing": [HERE + "test_types_are_checked_strictly"],
}


@cache
def parsed(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text("utf-8"))


@cache
def headings(path: Path) -> set[str]:
    """Return the headings of a document."""
    return set(re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE))


def functions(path: Path) -> set[str]:
    """Return the names of a file's functions."""
    return {
        node.name
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def modules() -> list[Path]:
    """Return the modules of the root package."""
    return sorted(INTEGRATION.glob("*.py"))


def test_every_rule_of_home_assistant_is_answered() -> None:
    known: set[str] = set()
    for scale in CORE_SCALES.glob("*/quality_scale.yaml"):
        known |= yaml.safe_load(scale.read_text("utf-8"))["rules"].keys()
    assert len(known) == 54
    assert RULES.keys() == known


@pytest.mark.parametrize("rule", RULES)
def test_answer_is_honest(rule) -> None:
    if RULES[rule] == "done":
        assert PROOFS[rule]
    else:
        assert RULES[rule]["status"] == "exempt", "nothing is left to do"
        assert len(RULES[rule]["comment"]) > 20, "it says why"
        assert rule not in PROOFS


@pytest.mark.parametrize("rule", DONE)
def test_proof_exists(rule) -> None:
    for proof in PROOFS[rule]:
        if "::" in proof:
            file, _, name = proof.partition("::")
            assert name in functions(ROOT / file), proof
        else:
            file, _, heading = proof.partition("#")
            assert heading in headings(ROOT / file), proof


def test_what_is_common_stands_where_one_looks_for_it() -> None:
    for name in ("coordinator", "entity", "const", "services", "store"):
        assert (INTEGRATION / f"{name}.py").exists()


def test_requirements_are_open_source() -> None:
    for requirement in manifest()["requirements"]:
        about = metadata(re.split(r"[=<>]", requirement)[0])
        licence = " ".join(
            [
                about.get("License-Expression") or about.get("License") or "",
                *(about.get_all("Classifier") or []),
            ]
        )
        assert re.search(r"MIT|Apache|BSD|PSF|Python Software", licence), requirement


def test_each_action_trigger_and_condition_is_documented() -> None:
    contract = (ROOT / "docs/events.md").read_text("utf-8")
    titles = " ".join(headings(ROOT / "docs/events.md"))
    for kind in ("services", "triggers", "conditions"):
        for name, offer in load_yaml(INTEGRATION / f"{kind}.yaml").items():
            if name.startswith("."):
                continue
            assert re.search(rf"[`.]{name}`", titles), f"{kind}: {name}"
            for field in (offer or {}).get("fields", {}):
                assert f"`{field}`" in contract, f"{name}: {field}"


def test_each_option_is_documented() -> None:
    readme = (ROOT / "README.md").read_text("utf-8").casefold()
    texts = yaml.safe_load((INTEGRATION / "translations/en.json").read_text("utf-8"))
    for flow, step in (("config", "user"), ("options", "init")):
        fields = texts[flow]["step"][step]["data"]
        for section in texts[flow]["step"][step].get("sections", {}).values():
            fields |= section["data"]
        for name in fields.values():
            assert f"{name}".casefold() in readme, f"{flow}: {name}"


def test_entities_subscribe_once_they_are_added() -> None:
    """What is added in a constructor would outlive an entity that never was added."""
    for path in modules():
        for node in ast.walk(parsed(path)):
            match node:
                case ast.ClassDef(bases=bases) if any(
                    ast.unparse(base).endswith("Entity") for base in bases
                ):
                    for method in node.body:
                        if getattr(method, "name", "") == "__init__":
                            assert ".add(" not in ast.unparse(method), path.name


def test_what_a_node_needs_hangs_on_its_entry() -> None:
    for path in modules():
        text = path.read_text("utf-8")
        assert "hass.data[DOMAIN]" not in text, path.name
        assert "hass.data.setdefault(DOMAIN" not in text, path.name
    assert "type MeshConfigEntry = ConfigEntry[MeshCoordinator]" in (
        INTEGRATION / "coordinator.py"
    ).read_text("utf-8")


def test_each_platform_says_what_it_does_at_once() -> None:
    for path in modules():
        if path.stem != "const" and "async_add_entities" in path.read_text("utf-8"):
            named = {
                target.id
                for node in parsed(path).body
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            assert "PARALLEL_UPDATES" in named, path.name


def test_the_radio_is_driven_on_the_loop() -> None:
    for path in (INTEGRATION / "transport").glob("*.py"):
        text = path.read_text("utf-8")
        for detour in ("executor", "to_thread", "threading", "time.sleep"):
            assert detour not in text, f"{path.name}: {detour}"


def test_types_are_checked_strictly() -> None:
    assert (INTEGRATION / "py.typed").exists()
    assert "\nstrict = true\n" in (ROOT / "pyproject.toml").read_text("utf-8")
    assert "bin/mypy" in (ROOT / "script/lint").read_text("utf-8")
    assert "script/lint" in (ROOT / "script/test").read_text("utf-8")


def test_coverage_is_demanded_of_every_run() -> None:
    assert "require_coverage.py" in (ROOT / "script/test").read_text("utf-8")
    gate = parsed(ROOT / "script/lib/require_coverage.py")
    (least,) = [
        node.value.value
        for node in gate.body
        if isinstance(node, ast.Assign)
        and ast.unparse(node.targets[0]) == "LEAST"
        and isinstance(node.value, ast.Constant)
    ]
    assert least == 95.0
