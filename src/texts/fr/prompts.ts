export const prompts = {
  noProfession: 'aucun en particulier',
}
