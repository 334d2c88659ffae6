export default {
  defaultTheme: 'auto',
}
