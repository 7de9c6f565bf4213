// A real HTML table with its pager: sorting, filtering and paging happen on the server.
const NUMERICAS = new Set(["pesos", "entero"]);

function elemento(nombre, atributos = {}, ...hijos) {
  const nodo = document.createElement(nombre);
  for (const [clave, valor] of Object.entries(atributos)) {
    if (clave.startsWith("on")) nodo.addEventListener(clave.slice(2), valor);
    else if (valor !== null && valor !== false) nodo.setAttribute(clave, valor);
  }
  nodo.append(...hijos);
  return nodo;
}

function poner(model, clave, valor) {
  model.set(clave, valor);
  model.save_changes();
}

function encabezado(model) {
  const orden = model.get("orden");
  const celdas = model.get("columnas").map(({ clave, titulo, tipo }) => {
    const elegida = orden.clave === clave;
    const sentido = elegida ? (orden.descendente ? "descending" : "ascending") : "none";
    const flecha = elegida ? (orden.descendente ? " ▼" : " ▲") : "";
    const boton = elemento(
      "button",
      {
        type: "button",
        class: "ct-orden",
        onclick: () =>
          poner(model, "orden", { clave, descendente: elegida && !orden.descendente }),
      },
      titulo + flecha,
    );
    const clase = NUMERICAS.has(tipo) ? "ct-numero" : null;
    return elemento("th", { scope: "col", "aria-sort": sentido, class: clase }, boton);
  });
  if (model.get("accion")) celdas.push(elemento("th", { scope: "col" }, model.get("accion")));
  return elemento("thead", {}, elemento("tr", {}, ...celdas));
}

function fila(model, { id, celdas }) {
  const columnas = model.get("columnas");
  const tds = celdas.map((texto, lugar) => {
    const clase = NUMERICAS.has(columnas[lugar].tipo) ? "ct-numero" : null;
    return lugar === 0
      ? elemento("th", { scope: "row", class: clase }, texto)
      : elemento("td", { class: clase, title: clase ? null : texto }, texto);
  });
  const accion = model.get("accion");
  if (accion) {
    const pulsar = () => {
      poner(model, "pulsado", { id, vez: (model.get("pulsado").vez || 0) + 1 });
      setTimeout(() => document.querySelector(".ct-memoria")?.scrollIntoView(), 700);
    };
    const etiqueta = `${accion} ${celdas[0]}`;
    const boton = elemento(
      "button",
      { type: "button", class: "ct-accion", "aria-label": etiqueta, onclick: pulsar },
      accion,
    );
    tds.push(elemento("td", {}, boton));
  }
  return elemento("tr", { class: id === model.get("pulsado").id ? "ct-elegida" : null }, ...tds);
}

function pie(model) {
  const pagina = model.get("pagina");
  const paginas = Math.max(1, Math.ceil(model.get("total") / model.get("por_pagina")));
  const ir = (destino, texto, activo) =>
    elemento(
      "button",
      { type: "button", disabled: !activo && "", onclick: () => poner(model, "pagina", destino) },
      texto,
    );
  const total = model.get("total").toLocaleString("es-MX");
  return elemento(
    "div",
    { class: "ct-pie" },
    ir(pagina - 1, "‹ Anterior", pagina > 0),
    elemento(
      "span",
      { "aria-live": "polite" },
      `Página ${pagina + 1} de ${paginas} · ${total} ${total === "1" ? "renglón" : "renglones"}`,
    ),
    ir(pagina + 1, "Siguiente ›", pagina + 1 < paginas),
  );
}

function filtro(model) {
  const campo = elemento("input", {
    type: "search",
    placeholder: `${model.get("busca")}; Entrar`,
    "aria-label": `Filtrar ${model.get("titulo")}`,
    onchange: (suceso) => poner(model, "filtro", suceso.target.value),
  });
  campo.value = model.get("filtro");
  return campo;
}

function vacio(model) {
  return model.get("filtro") ? "Nada coincide con lo escrito." : model.get("vacio");
}

// What is pressed stays in its place until it is let go, so that no press is lost.
function sinMoverLoPulsado(el, pintar) {
  let pulsando = false;
  let pendiente = false;
  const soltar = () => {
    pulsando = false;
    if (pendiente) pintar();
    pendiente = false;
  };
  el.addEventListener("pointerdown", () => {
    pulsando = true;
    const despues = () => setTimeout(soltar);
    for (const suceso of ["pointerup", "pointercancel"])
      document.addEventListener(suceso, despues, { once: true });
  });
  return () => (pulsando ? (pendiente = true) : pintar());
}

function render({ model, el }) {
  el.classList.add("cartera-tabla");
  const pintar = () => {
    const enfocado = [...el.querySelectorAll("button, input")].indexOf(document.activeElement);
    const tabla = elemento(
      "table",
      {},
      elemento("caption", {}, model.get("titulo")),
      encabezado(model),
      elemento("tbody", {}, ...model.get("filas").map((una) => fila(model, una))),
    );
    const marco = { class: "ct-marco", tabindex: "0", role: "region", "aria-label": model.get("titulo") };
    const nada = model.get("filas").length ? [] : [elemento("p", {}, vacio(model))];
    el.replaceChildren(
      ...(model.get("con_filtro") ? [filtro(model)] : []),
      elemento("div", marco, tabla),
      ...nada,
      pie(model),
    );
    if (enfocado >= 0) el.querySelectorAll("button, input")[enfocado]?.focus();
  };
  const repintar = sinMoverLoPulsado(el, pintar);
  for (const clave of ["filas", "columnas", "titulo", "pulsado", "total"]) {
    model.on(`change:${clave}`, repintar);
  }
  pintar();
}

export default { render };
