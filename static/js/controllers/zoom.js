// A press on the picture shows it in full; a second one brings it near, to move about in. Without a script the link
// opens the picture's file.
import { openDialog } from "./dialog.js";

export default function zoom(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const room = document.createElement("div");
    room.className = "zoom-room";
    const picture = new Image();
    picture.src = link.href;
    picture.alt = link.querySelector("img").alt;
    picture.addEventListener("click", ({ offsetX, offsetY }) => {
      const across = offsetX / picture.clientWidth;
      const down = offsetY / picture.clientHeight;
      picture.classList.toggle("near");
      room.scrollTo(across * room.scrollWidth - room.clientWidth / 2, down * room.scrollHeight - room.clientHeight / 2);
    });
    room.append(picture);
    openDialog({ kind: "zoom", label: picture.alt, close: link.closest("[data-close]").dataset.close, content: room });
  });
}
