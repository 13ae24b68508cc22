const FRAMES_MAX = 60

/** Gives the focus to what a press brings onto the page, once it is there; gives up after a second of frames. */
export function focusWhenThere(id: string, frames = FRAMES_MAX): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id)
    if (element) element.focus()
    else if (frames > 0) focusWhenThere(id, frames - 1)
  })
}
