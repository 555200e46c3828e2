// Bundles what draws charts into the folder that the program embeds.
import { build } from "esbuild";

const out = "../../internal/web/bundle/charts.js";
const { metafile } = await build({
  entryPoints: ["charts.mjs"], outfile: out, bundle: true, minify: true, format: "iife", target: "es2022", legalComments: "eof", metafile: true, logLevel: "warning",
});
console.log(`${out.replace("../../", "")}: ${Math.round(Object.values(metafile.outputs)[0].bytes / 1000)} kB`);
