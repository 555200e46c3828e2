// Draws the charts of the desk with Apache ECharts, of which only what is used is
// bundled. A page carries its data as JSON beside a table of the same; without this
// file the table stands alone.
import { init, use } from "echarts/core";
import { HeatmapChart } from "echarts/charts";
import { AriaComponent, CalendarComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

use([HeatmapChart, AriaComponent, CalendarComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);

const mostYears = 4;
const rowHeight = 165;

// colour is what the page's sheet has under a name, so that charts follow the theme.
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
    textStyle: { color: colour("soft"), fontFamily: "inherit" },
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

const charts = { days };

for (const figure of document.querySelectorAll("figure.chart[data-chart]")) {
  const canvas = figure.querySelector(".canvas");
  canvas.hidden = false;
  charts[figure.dataset.chart]?.(canvas, JSON.parse(figure.querySelector("script").textContent), figure.dataset);
}
