// Draws the charts of the desk with Apache ECharts, of which only what is used is
// bundled. A page carries its data as JSON beside a table of the same; without this
// file the table stands alone.
import { init, use } from "echarts/core";
import { CustomChart, GraphChart, HeatmapChart, LineChart } from "echarts/charts";
import { AriaComponent, CalendarComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

use([CustomChart, GraphChart, HeatmapChart, LineChart, AriaComponent, CalendarComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);

const mostYears = 4;
const rowHeight = 165;

// colour is what the page's sheet has under a name, so that charts follow the theme.
const face = () => getComputedStyle(document.body).fontFamily;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

// days draws how many things there are of each day: a calendar a year, the newest
// first. A click leads to the list of those of the day.
function days(canvas, rows, { to, things }) {
  const years = [...new Set(rows.map(([day]) => day.slice(0, 4)))].sort().reverse().slice(0, mostYears);
  canvas.style.height = years.length * rowHeight + 60 + "px";
  const narrow = canvas.clientWidth < 600;
  const chart = init(canvas, null, { renderer: "canvas" });
  const draw = () => chart.setOption({
    aria: { enabled: true },
    animation: false,
    textStyle: { color: colour("soft"), fontFamily: face() },
    tooltip: { renderMode: "richText", formatter: ({ value }) => `${value[0]}: ${value[1]} ${things}`, backgroundColor: colour("panel"), borderColor: colour("line"), textStyle: { color: colour("ink") } },
    visualMap: { min: 1, max: Math.max(2, ...rows.map(([, n]) => n)), type: "continuous", orient: "horizontal", left: "center", bottom: 0, itemHeight: 90, calculable: false,
      text: ["more " + things, "fewer"], textStyle: { color: colour("soft") }, inRange: { color: [colour("low"), colour("link")] } },
    calendar: years.map((year, i) => ({
      range: year, top: 24 + i * rowHeight, left: 60, right: 10, cellSize: ["auto", narrow ? 10 : 15],
      itemStyle: { color: "transparent", borderColor: colour("line"), borderWidth: 0.5 }, splitLine: { lineStyle: { color: colour("soft"), width: 1 } },
      dayLabel: { firstDay: 1, color: colour("soft"), show: !narrow, nameMap: ["S", "M", "T", "W", "T", "F", "S"] }, monthLabel: { color: colour("soft") }, yearLabel: { color: colour("soft"), margin: narrow ? 20 : 36, fontSize: 14 },
    })),
    series: years.map((year, i) => ({ type: "heatmap", coordinateSystem: "calendar", calendarIndex: i, data: rows.filter(([day]) => day.startsWith(year)) })),
  }, true);
  draw();
  chart.on("click", ({ value }) => { location.href = to + new URLSearchParams({ from: value[0], to: value[0] }); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("resize", () => { chart.resize(); draw(); });
}

// shown opens a chart and keeps it drawn as the page's theme and width are. open is
// where a click on what is drawn leads, or nothing.
function shown(canvas, height, option, open) {
  canvas.style.height = height + "px";
  const chart = init(canvas, null, { renderer: "canvas" });
  const draw = () => chart.setOption({
    aria: { enabled: true }, animation: false, textStyle: { color: colour("soft"), fontFamily: face(), fontSize: 12 }, ...option(canvas.clientWidth < 600),
  }, true);
  draw();
  chart.on("click", (event) => { const to = open?.(event); if (to) location.href = to; });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("resize", () => { chart.resize(); draw(); });
}

const tip = (formatter) => ({ renderMode: "richText", confine: true, formatter, backgroundColor: colour("panel"), borderColor: colour("line"), textStyle: { color: colour("ink") } });
const axis = (more = {}) => ({ axisLine: { lineStyle: { color: colour("line") } }, axisTick: { show: false }, splitLine: { lineStyle: { color: colour("line") } }, ...more, axisLabel: { color: colour("soft"), fontSize: 12, ...more.axisLabel } });
// time is an axis of months and years: days are for what a point tells.
const time = (more = {}) => axis({ type: "time", splitLine: { show: false }, minInterval: 28 * 864e5, ...more, axisLabel: { hideOverlap: true, formatter: (at) => { const day = new Date(at + 432e5).toISOString(); return day.slice(5, 7) === "01" ? day.slice(0, 4) : day.slice(0, 7); } } });
const short = (text, most) => text.length > most ? text.slice(0, most - 1) + "…" : text;
const lineHeight = 24;

// bands draws a band a row: rows are [from, to, index].
function bands(canvas, all, x, formatter) {
  const series = (api) => {
    const row = api.value(2);
    const a = api.coord([api.value(0), row]), b = api.coord([api.value(1), row]);
    const thick = Math.min(14, api.size([0, 1])[1] * 0.62);
    return { type: "rect", shape: { x: a[0], y: a[1] - thick / 2, width: Math.max(b[0] - a[0], 5), height: thick, r: 2 }, style: { fill: colour("link"), opacity: 0.85 } };
  };
  shown(canvas, all.length * lineHeight + 60, (narrow) => ({
    tooltip: tip(({ data }) => formatter(all[data[2]])),
    grid: { left: narrow ? 118 : 300, right: 12, top: 28, bottom: 30 },
    xAxis: x(),
    yAxis: axis({ type: "category", inverse: true, data: all.map((one) => one.name), splitLine: { show: false }, axisLabel: { formatter: (name) => short(name, narrow ? 18 : 46), interval: 0 } }),
    series: [{ type: "custom", renderItem: (_, api) => series(api), encode: { x: [0, 1], y: 2 }, data: all.map((one, i) => [one.from, one.to, i]), clip: true }],
  }), ({ data }) => all[data[2]]?.path);
}

// spans draws what was from one day to another.
const spans = (canvas, all) => bands(canvas, all, () => time(), (one) => `${short(one.name, 60)}\n${one.from} to ${one.to}\n${one.words}`);

// places draws where lists put people.
const places = (canvas, all) => bands(canvas, all.map((one) => ({ ...one, from: one.from - 0.4, to: one.to + 0.4, words: `${one.from === one.to ? one.from : one.from + " to " + one.to}, by ${one.words}` })),
  () => axis({ type: "value", min: 0, minInterval: 1, position: "top" }), (one) => `${one.name}\nplace ${one.words}`);

// standing draws a band of places over time: the lower the number, the higher it is.
const standing = (canvas, { rows, most }) => shown(canvas, 230, (narrow) => ({
  tooltip: tip(({ data }) => `${data[0]}: place ${data[1] === data[2] ? data[1] : data[1] + " to " + data[2]} ${data[3]}`),
  grid: { left: 34, right: 16, top: 12, bottom: 30 },
  xAxis: time(),
  yAxis: axis({ type: "value", inverse: true, min: 1, max: Math.max(most, 2), minInterval: 1 }),
  series: [{
    type: "custom", encode: { x: 0, y: [1, 2] }, data: rows,
    renderItem: (_, api) => {
      const a = api.coord([api.value(0), api.value(1)]), b = api.coord([api.value(0), api.value(2)]);
      const wide = narrow ? 8 : 14;
      return { type: "rect", shape: { x: a[0] - wide / 2, y: a[1] - 3, width: wide, height: b[1] - a[1] + 6, r: 3 }, style: { fill: colour("link"), opacity: 0.8 } };
    },
  }],
}));

// Kinds of lines and groups are told by form as well as by colour.
const tints = ["link", "accent", "site", "post", "named", "person", "unread", "soft"];
const forms = ["circle", "rect", "triangle", "diamond", "roundRect", "pin", "arrow", "circle"];

// lines draws rates by month or year.
const lines = (canvas, all) => shown(canvas, 320, () => ({
  tooltip: { ...tip((points) => points.map(({ data, seriesName }) => `${seriesName}: ${data[2]}`).join("\n")), trigger: "axis" },
  legend: { type: "scroll", top: 0, textStyle: { color: colour("soft") }, pageTextStyle: { color: colour("soft") }, pageIconColor: colour("link") },
  grid: { left: 48, right: 20, top: 40, bottom: 30 },
  xAxis: time(),
  yAxis: axis({ type: "value", min: 0 }),
  series: all.map((one, i) => ({ type: "line", name: one.name, data: one.rows, showSymbol: one.rows.length < 40, symbol: forms[i % forms.length], symbolSize: 6, connectNulls: false,
    itemStyle: { color: colour(tints[i % tints.length]) }, lineStyle: { width: 1.6, type: ["solid", "dashed", "dotted"][i % 3] } })),
}));

// network draws who is named with whom.
const network = (canvas, { nodes, edges }) => shown(canvas, canvas.clientWidth < 600 ? 420 : 620, (narrow) => ({
  tooltip: tip(({ dataType, data }) => dataType === "edge" ? `${data.source} – ${data.target}\n${data.value} times together` : `${data.name}\n${data.words}`),
  series: [{
    type: "graph", layout: "force", roam: false, draggable: false, force: { repulsion: (narrow ? 60 : 150) * Math.max(1, 30 / nodes.length), edgeLength: (narrow ? [25, 70] : [40, 120]).map((n) => n * Math.max(1, Math.sqrt(40 / nodes.length))), gravity: 0.08, layoutAnimation: false },
    data: nodes.map((n) => ({ name: n.name, words: n.words, symbol: forms[n.group % forms.length], symbolSize: (narrow ? 6 : 8) + 20 * Math.sqrt(n.size), itemStyle: { color: colour(tints[n.group % tints.length]) },
      label: { show: !narrow || n.size > 0.35 } })),
    links: edges.map((e) => ({ source: e.a, target: e.b, value: e.together, lineStyle: { width: Math.min(5, 0.6 + e.together / 6), type: e.new ? "dashed" : "solid" } })),
    label: { position: "right", color: colour("ink"), fontSize: narrow ? 10 : 12, textBorderColor: colour("paper"), textBorderWidth: 2 }, labelLayout: { hideOverlap: true },
    lineStyle: { color: colour("soft"), opacity: 0.45, curveness: 0.05 }, emphasis: { focus: "adjacency", lineStyle: { opacity: 0.9 } },
  }],
}), ({ dataType, data }) => dataType === "node" && "/company?" + new URLSearchParams({ person: data.name }));

const charts = { days, spans, places, standing, lines, network };

for (const figure of document.querySelectorAll("figure.chart[data-chart]")) {
  const canvas = figure.querySelector(".canvas");
  canvas.hidden = false;
  charts[figure.dataset.chart]?.(canvas, JSON.parse(figure.querySelector("script").textContent), figure.dataset);
}
