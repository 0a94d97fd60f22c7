/* What opens an invitation stands behind the # of its link: it goes into the field, and out of the address. */

export {};

const field = document.querySelector<HTMLInputElement>("[data-from-address]");
const told = decodeURIComponent(location.hash.slice(1));

if (field && told) {
  field.value = told;
  history.replaceState(null, "", location.pathname);
  document.querySelector<HTMLInputElement>("[name=new]")?.focus();
}
