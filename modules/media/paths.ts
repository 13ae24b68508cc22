export const LIBRARY_PATH = '/admin/media'
export const adminPicturePath = (id: string): string => `${LIBRARY_PATH}/${id}`
