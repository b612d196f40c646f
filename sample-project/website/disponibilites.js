// Ouvre la fenêtre des disponibilités d'un article dans les magasins.
function ouvrirDisponibilites(article) {
  const adresse = article ? "/disponibilites.html?article=" + encodeURIComponent(article) : "/disponibilites.html";
  window.open(adresse, "disponibilites", "width=480,height=640");
}
