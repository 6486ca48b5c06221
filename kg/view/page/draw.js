"use strict";
// How a node looks on the canvas: a mark in the colour of its class, and its words beside the mark. Proposals are cards.
const KgDraw = (() => {
  const FONT = '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Hiragino Sans GB", system-ui, sans-serif';
  const LINE = 17;

  function mark(ctx, shape, x, y, r) {
    ctx.beginPath();
    const corners = (n, turn, size) => {
      for (let i = 0; i < n; i++) {
        const a = turn + (i * 2 * Math.PI) / n;
        ctx.lineTo(x + size * Math.cos(a), y + size * Math.sin(a));
      }
      ctx.closePath();
    };
    switch (shape) {
      case "circle": ctx.arc(x, y, r, 0, 2 * Math.PI); break;
      case "square": ctx.rect(x - r * 0.86, y - r * 0.86, r * 1.72, r * 1.72); break;
      case "diamond": corners(4, 0, r * 1.15); break;
      case "triangle": corners(3, -Math.PI / 2, r * 1.18); break;
      case "hexagon": corners(6, 0, r * 1.08); break;
      case "drop":
        ctx.moveTo(x, y + r * 1.2);
        ctx.bezierCurveTo(x - r * 1.5, y - r * 0.3, x - r * 0.8, y - r * 1.15, x, y - r * 1.1);
        ctx.bezierCurveTo(x + r * 0.8, y - r * 1.15, x + r * 1.5, y - r * 0.3, x, y + r * 1.2);
        break;
      case "star":
        for (let i = 0; i < 10; i++) {
          const a = -Math.PI / 2 + (i * Math.PI) / 5;
          const size = i % 2 ? r * 0.5 : r * 1.2;
          ctx.lineTo(x + size * Math.cos(a), y + size * Math.sin(a));
        }
        ctx.closePath();
        break;
      case "bar": ctx.roundRect(x - r * 0.95, y - r * 0.8, r * 1.9, r * 1.6, 2); break;
      default: throw new Error(`no mark ${shape}`);
    }
    ctx.fill();
  }

  // Variables of the page's style sheet, read anew when the page turns light or dark.
  function theme() {
    const css = getComputedStyle(document.documentElement);
    const dark = matchMedia("(prefers-color-scheme: dark)").matches && !matchMedia("print").matches;
    const of = (name) => css.getPropertyValue(name).trim();
    return { dark, ground: of("--ground"), surface: of("--surface"), ink: of("--ink"), soft: of("--soft"), rule: of("--rule") };
  }

  // Draws `node` (its pyvis options). state: theme, colour, style, faded, strong (selected or hovered), matched (by the search).
  function node(ctx, x, y, node, look) {
    const width = node.boxWidth, height = node.boxHeight, left = x - width / 2, top = y - height / 2;
    const card = look.style.mark === "bar";
    ctx.beginPath();
    ctx.roundRect(left, top, width, height, card ? 5 : height / 2 > 15 ? 14 : height / 2);
    ctx.fillStyle = look.theme.ground; // lines do not run through words; behind faded ones they show a little
    ctx.globalAlpha = look.faded ? 0.7 : 1;
    ctx.fill();
    ctx.globalAlpha = look.faded ? 0.22 : 1;
    ctx.fillStyle = look.theme.surface;
    if (look.strong) { ctx.shadowColor = look.colour; ctx.shadowBlur = 10; }
    ctx.fill();
    ctx.shadowBlur = 0;
    if (card || look.matched) {
      ctx.globalAlpha *= look.matched ? 0.22 : look.theme.dark ? 0.13 : 0.07;
      ctx.fillStyle = look.colour;
      ctx.fill();
      ctx.globalAlpha = look.faded ? 0.22 : 1;
    }
    ctx.lineWidth = look.strong || node.seed ? 2.2 : 1;
    ctx.strokeStyle = look.strong || node.seed || look.matched ? look.colour : card ? look.theme.rule : look.colour;
    ctx.stroke();
    ctx.fillStyle = look.colour;
    if (card) {
      ctx.beginPath();
      ctx.roundRect(left, top, 5, height, [5, 0, 0, 5]);
      ctx.fill();
    } else {
      mark(ctx, look.style.mark, left + 14, y, Math.min(8, 4.6 + Math.sqrt(node.weight) * 0.6));
    }
    const lines = node.label.split("\n");
    ctx.fillStyle = look.theme.ink;
    ctx.font = `${node.seed || node.weight > 4 ? "600 " : ""}13px ${FONT}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    const from = left + (card ? 15 : 26), room = width - (card ? 22 : 34);
    lines.forEach((line, i) => ctx.fillText(line, from, y + (i - (lines.length - 1) / 2) * LINE + 0.5, room));
    ctx.globalAlpha = 1;
  }

  // A small picture of a mark, for the legend and the panel.
  function icon(style, colour) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 32;
    canvas.setAttribute("aria-hidden", "true");
    const ctx = canvas.getContext("2d");
    ctx.scale(2, 2);
    ctx.fillStyle = colour;
    mark(ctx, style.mark, 8, 8, 6);
    return canvas;
  }

  return { node, icon, theme };
})();
