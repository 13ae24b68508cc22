'use client'
import { useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import type { CommentView, ThreadView } from '@/modules/comments/views'
import { useKeptFocus } from '../related/use-kept-focus'
import { clockOnDay } from '../saving/clock'
import { CommentForm } from './comment-form'
import styles from './comments-panel.module.css'
import { focusWhenThere } from './focus-when-there'
import { type Commenting, spotOf } from './use-commenting'
import { type Comments, nothingWritten } from './use-comments'

type PanelProps = {
  comments: Comments
  commenting: Commenting
  lines: { headline: string; standfirst: string }
  announce: (message: string) => void
  /** This newsroom names colleagues in comments: how is said. The list comes with an @ in any case. */
  naming: boolean
}

const FIELD_ORDER = ['headline', 'standfirst', 'body']

/** What is said about the story, in the order of its words; what is dealt with is folded away. */
export function CommentsPanel({ comments, commenting, lines, announce, naming }: PanelProps) {
  const panel = useRef<HTMLElement>(null)
  const onFocus = useKeptFocus(panel)
  const place = (thread: ThreadView): number => {
    const spot = spotOf(thread, commenting.spots, lines)
    const field = thread.anchor ? FIELD_ORDER.indexOf(thread.anchor.field) + 1 : 0
    return field * 1e9 + (spot?.how === 'gone' ? 9e8 : Math.min(spot?.at ?? 0, 8e8))
  }
  const open = comments.threads.filter(({ resolved }) => resolved === null).sort((a, b) => place(a) - place(b))
  const resolved = comments.threads.filter((thread) => thread.resolved !== null)
  const one = (thread: ThreadView) => (
    <Thread key={thread.id} thread={thread} comments={comments} commenting={commenting} lines={lines} announce={announce} naming={naming} />
  )
  return (
    <section ref={panel} className={styles.panel} aria-label="Comments" onFocus={onFocus}>
      {comments.mayComment ? <NewComment comments={comments} commenting={commenting} announce={announce} naming={naming} /> : null}
      {comments.failure ? (
        <p className={styles.problem} role="alert">
          {comments.failure}
        </p>
      ) : null}
      {open.length > 0 ? (
        <ol className={styles.threads} aria-label="Open comments">
          {open.map(one)}
        </ol>
      ) : null}
      {resolved.length > 0 ? (
        <details>
          <summary>Resolved ({resolved.length})</summary>
          <ol className={styles.threads} aria-label="Resolved comments">
            {resolved.map(one)}
          </ol>
        </details>
      ) : null}
    </section>
  )
}

function NewComment({ comments, commenting, announce, naming }: Omit<PanelProps, 'lines'>) {
  const { started, written, write, people, busy } = comments
  if (!started)
    return (
      <p>
        {/* The chosen words must still be chosen when it is pressed. */}
        <button type="button" className={buttons.quiet} onMouseDown={(event) => event.preventDefault()} onClick={commenting.begin}>
          New comment
        </button>
      </p>
    )
  const add = async () => {
    const id = await comments.add()
    if (id) focusWhenThere(`comment-${id}`)
  }
  return (
    <section aria-label="New comment">
      {started.anchor ? <q className={styles.quote}>{started.anchor.quote}</q> : <p>About the whole story.</p>}
      <CommentForm
        id="new-comment"
        label="Your comment"
        submit="Add comment"
        written={written}
        onWrite={write}
        people={people}
        busy={busy}
        announce={announce}
        naming={naming}
        onSubmit={() => void add()}
        onCancel={() => {
          comments.drop()
          commenting.goBack()
        }}
      />
    </section>
  )
}

type ThreadProps = PanelProps & { thread: ThreadView }

function Thread({ thread, comments, commenting, lines, announce, naming }: ThreadProps) {
  const { id, anchor, resolved, answers } = thread
  return (
    <li>
      <article
        id={`comment-${id}`}
        className={styles.thread}
        tabIndex={-1}
        aria-label={`Comment by ${thread.by}`}
        data-active={comments.active === id || undefined}
        onFocus={() => comments.setActive(id)}
      >
        {anchor ? <Words thread={thread} commenting={commenting} lines={lines} /> : null}
        <Said comment={thread} />
        {answers.map((answer) => (
          <div key={answer.id} className={styles.answer}>
            <Said comment={answer} />
            <OwnActs comment={answer} comments={comments} />
          </div>
        ))}
        {resolved ? (
          <p className={styles.soft}>
            Resolved by {resolved.by}, {clockOnDay(new Date(resolved.at))}.
          </p>
        ) : null}
        {comments.mayComment ? <Acts thread={thread} comments={comments} announce={announce} naming={naming} /> : null}
      </article>
    </li>
  )
}

/** The words it is about, which lead there; or that they have gone. */
function Words({ thread, commenting, lines }: Pick<ThreadProps, 'thread' | 'commenting' | 'lines'>) {
  const { anchor, resolved } = thread
  const spot = spotOf(thread, commenting.spots, lines)
  if (!anchor) return null
  if (resolved || spot?.how === 'gone')
    return (
      <p className={styles.soft}>
        {resolved ? 'About' : 'The words have gone:'} <q>{anchor.quote}</q>
      </p>
    )
  return (
    <p>
      <button type="button" className={styles.words} onClick={() => commenting.goToWords(thread)}>
        <span className="visually-hidden">Go to the words: </span>
        <q>{anchor.quote}</q>
      </button>
      {spot?.how === 'changed' ? <small> These words have changed since.</small> : null}
    </p>
  )
}

const verdictWords = { approved: 'Approved', 'needs-change': 'Needs a change' } as const

function Said({ comment }: { comment: CommentView }) {
  return (
    <>
      <p className={styles.who}>
        <b>{comment.by}</b> <time dateTime={comment.at}>{clockOnDay(new Date(comment.at))}</time>
      </p>
      {comment.verdict ? <p className={styles.verdict}>{verdictWords[comment.verdict]}</p> : null}
      <p className={styles.body}>{comment.body}</p>
    </>
  )
}

function Acts({ thread, comments, announce, naming }: Pick<ThreadProps, 'thread' | 'comments' | 'announce' | 'naming'>) {
  const [answering, setAnswering] = useState(false)
  const [written, write] = useState(nothingWritten)
  const { id } = thread
  const toThread = () => focusWhenThere(`comment-${id}`)
  if (thread.resolved)
    return thread.canSettle ? (
      <div className={styles.acts}>
        <Act onPress={() => comments.reopen(id)}>Open again</Act>
      </div>
    ) : null
  const leave = () => {
    setAnswering(false)
    toThread()
  }
  const send = async () => {
    if (!(await comments.answer(id, written))) return
    write(nothingWritten)
    leave()
  }
  if (answering)
    return (
      <CommentForm
        id={`answer-${id}`}
        label="Your answer"
        submit="Add answer"
        written={written}
        onWrite={write}
        people={comments.people}
        busy={comments.busy}
        announce={announce}
        naming={naming}
        onSubmit={() => void send()}
        onCancel={leave}
      />
    )
  const answer = () => {
    setAnswering(true)
    focusWhenThere(`answer-${id}`)
  }
  return (
    <div className={styles.acts}>
      <Act onPress={answer}>Answer</Act>
      {thread.canSettle ? <Act onPress={() => comments.resolve(id)}>Resolve</Act> : null}
      <OwnActs comment={thread} comments={comments} />
    </div>
  )
}

/** What only the person asked, or the person who said it, can press. */
function OwnActs({ comment, comments }: { comment: CommentView; comments: Comments }) {
  return (
    <>
      {comment.asksMe ? <Act onPress={() => comments.seen(comment.id)}>Seen</Act> : null}
      {comment.canRemove ? <Act onPress={() => comments.remove(comment.id)}>Take back</Act> : null}
    </>
  )
}

const Act = ({ onPress, children }: { onPress: () => unknown; children: string }) => (
  <button type="button" className={styles.act} onClick={() => void onPress()}>
    {children}
  </button>
)
