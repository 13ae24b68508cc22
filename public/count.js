// Counts that a list of related news was seen and which of its links were followed. Not who: see /privacy.
(() => {
  const list = document.querySelector('[data-counted]')
  if (!list || !navigator.sendBeacon) return
  const tell = (what) => navigator.sendBeacon('/api/count', JSON.stringify({ article: +list.dataset.counted, ...what }))
  const follow = ({ button, target }) => {
    const link = button < 2 && target.closest('a[data-slot]')
    if (link) tell({ target: +link.dataset.target, slot: +link.dataset.slot, reason: link.dataset.reason })
  }
  list.addEventListener('click', follow)
  list.addEventListener('auxclick', follow)
  if (!window.IntersectionObserver) return
  const eye = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    eye.disconnect()
    tell({ seen: true })
  })
  eye.observe(list)
})()
