/** Where a comment is read: the editor with its Comments panel open. */
export const commentPath = (articleId: string, commentId: string): string =>
  `/admin/articles/${articleId}?panel=comments&comment=${commentId}`
