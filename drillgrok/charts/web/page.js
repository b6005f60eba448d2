// Draws every chart of the page, and answers its buttons. `vegaEmbed` comes with the bundle; nothing is fetched.
(() => {
  const { cell, config, packed, charts } = JSON.parse(document.getElementById("page-data").textContent);
  const named = (names, values) => names.map((name, k) => [name, values[k]]);
  const unpacked = ({ fields, rows, lines, said }) =>
    rows.map((row, k) => ({
      ...Object.fromEntries(named(fields, row)),
      said: Object.fromEntries(named(lines, said[k]).filter(([, line]) => line)),
    }));
  const datasets = Object.fromEntries(Object.entries(packed).map(([name, rows]) => [name, unpacked(rows)]));
  const options = {
    actions: false, ast: true, defaultStyle: false, mode: "vega-lite", renderer: "svg",
    tooltip: { disableDefaultStyle: true },
  };

  const chart = (figure) => {
    const views = charts[figure.dataset.chart];
    const drawing = figure.querySelector(".drawing");
    const logs = [...figure.querySelectorAll("input[data-log]")];
    let embedded = null;

    // Cells are as high as they are wide, within bounds.
    const height = ({ height, encoding }) => {
      if (!encoding) return height;
      const [columns, rows] = [encoding.x, encoding.y].map((place) => place.scale.domain.length);
      const wide = (drawing.clientWidth - 50) / columns;
      return rows * Math.round(Math.min(cell[1], Math.max(cell[0], wide)));
    };

    const draw = async () => {
      const view = logs.filter((box) => box.checked).map((box) => box.dataset.log).join("");
      const specification = { ...views[view], height: height(views[view]), config, datasets };
      embedded?.finalize();
      embedded = await vegaEmbed(drawing, specification, options);
      drawing.dataset.drawn = view || "linear";
    };

    // The x axis is moved through the selection that dragging moves as well; null is the whole of it.
    const zoom = (factor) => {
      const scale = embedded.view.scale(`${figure.dataset.chart}_x`);
      const width = embedded.view.width();
      const ends = [(1 - factor) / 2, (1 + factor) / 2].map((share) => scale.invert(share * width));
      embedded.view.signal("moved_x_from", factor ? ends : null).runAsync();
    };

    for (const box of logs) box.addEventListener("change", draw);
    for (const button of figure.querySelectorAll("button[data-zoom]")) {
      button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
    }
    return draw();
  };

  window.drawn = Promise.all([...document.querySelectorAll("figure[data-chart]")].map(chart));
})();
