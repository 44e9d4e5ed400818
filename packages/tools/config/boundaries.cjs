/** Arrows point one way: tools → operations → sources, destinations → http → core. */
const layer = (names) => `^packages/(${names})/`;
/** Tests and what only they use. */
const tests = "\\.(test|test-d|fixture)\\.ts$";

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "core-stands-alone",
      severity: "error",
      from: { path: layer("core"), pathNot: tests },
      to: { path: "^packages/(?!core/)" },
    },
    {
      name: "http-knows-core-only",
      severity: "error",
      from: { path: layer("http"), pathNot: tests },
      to: { path: "^packages/(?!(http|core)/)" },
    },
    {
      name: "connector-knows-itself-http-core",
      severity: "error",
      from: { path: "^packages/(sources|destinations)/([^/]+)/", pathNot: tests },
      to: { path: "^packages/", pathNot: ["^packages/$1/$2/", layer("core|http")] },
    },
    {
      name: "web-apis-only",
      severity: "error",
      from: { path: layer("core|http|sources"), pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "only-tests-use-fixtures",
      severity: "error",
      from: { path: "^packages/", pathNot: tests },
      to: { path: "\\.fixture\\.ts$" },
    },
    {
      name: "operations-do-not-use-tools",
      severity: "error",
      from: { path: layer("operations"), pathNot: tests },
      to: { path: layer("tools") },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules|dist" },
    exclude: { path: "(^|/)dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      conditionNames: ["@brain/source", "import", "default"],
      exportsFields: ["exports"],
    },
  },
};
