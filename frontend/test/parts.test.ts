import { describe, expect, it } from "vitest";
import { byteLength, privateParts, publicParts } from "../src/text/parts";
// What the node makes of these texts; a test of the integration says that it still does.
import cases from "./parts.json";

const PUBLIC_PART_BYTES = 94;
const PRIVATE_PART_BYTES = 255;

describe("the parts of a text", () => {
  it("are measured in bytes, as the mesh does", () => {
    expect(byteLength("häuser 🏠")).toBe(12);
  });

  it.each(cases.map((one) => [JSON.stringify(one.text.slice(0, 30)), one] as const))(
    "are as many as the node makes of %s",
    (_, { text, broadcast, confidential }) => {
      expect(publicParts(text, PUBLIC_PART_BYTES)).toBe(broadcast);
      expect(privateParts(text, PRIVATE_PART_BYTES)).toBe(confidential);
    },
  );
});
