import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { __VERSION__: JSON.stringify("0.0.0-test") },
  // Lit as browsers get it: its build for servers draws nothing.
  resolve: { conditions: ["browser"] },
  test: {
    environment: "happy-dom",
    include: ["test/**/*.test.ts"],
    server: { deps: { inline: [/lit/u] } },
    // Waits for a busy machine; nothing here takes long by itself.
    testTimeout: 30_000,
    // One worker: the whole suite takes seconds, and others share the machine.
    maxWorkers: 1,
  },
});
