import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { __VERSION__: JSON.stringify("0.0.0-test") },
  test: {
    environment: "happy-dom",
    include: ["test/**/*.test.ts"],
    // One worker: the whole suite takes seconds, and others share the machine.
    maxWorkers: 1,
  },
});
