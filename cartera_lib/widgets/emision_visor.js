// A file that came as bytes: read in the page where the browser can, and always to be kept.
function marco(url, model) {
  const nodo = document.createElement("iframe");
  nodo.src = `${url}#navpanes=0&view=FitH`;
  nodo.title = model.get("titulo");
  nodo.className = "ct-visor";
  nodo.style.cssText = "display: block; width: 100%; height: 46rem; border: 1px solid #6d8491; margin-top: .5rem";
  return nodo;
}

function enlace(url, model) {
  const nodo = document.createElement("a");
  nodo.href = url;
  nodo.download = model.get("nombre");
  nodo.className = "ct-descarga";
  nodo.textContent = model.get("texto");
  return nodo;
}

function render({ model, el }) {
  let url = "";
  const soltar = () => {
    if (url) URL.revokeObjectURL(url);
    url = "";
    el.replaceChildren();
  };
  const pintar = () => {
    soltar();
    const contenido = model.get("contenido");
    if (!contenido?.byteLength) return null;
    url = URL.createObjectURL(new Blob([contenido], { type: model.get("tipo") }));
    const bajar = enlace(url, model);
    el.append(bajar, ...(model.get("a_la_vista") ? [marco(url, model)] : []));
    return bajar;
  };
  model.on("change:contenido", () => {
    const bajar = pintar();
    if (!model.get("a_la_vista")) bajar?.click();
  });
  pintar();
  return soltar;
}

export default { render };
