@main struct Facet { static func main() { print("facet") } }
