using Room = Hebb.Tests.Floors.FloorPlan.Room;

namespace Hebb.Tests.Floors;

/// <summary>Every arrow points down; between rooms of one floor arrows may go one way, but never in a circle.</summary>
static class FloorRule
{
    const int Examples = 5;

    /// <summary>What breaks the rule, each fault with examples; none where the house stands.</summary>
    public static List<string> Faults(FloorPlan plan, IEnumerable<Naming> namings)
    {
        var faults = new List<string>();
        var arrows = new Dictionary<(Room From, Room To), List<Naming>>();
        var unknown = new SortedDictionary<string, Naming>(StringComparer.Ordinal);
        foreach (Naming naming in namings)
        {
            Room? from = plan.Of(naming.From), to = plan.Of(naming.To);
            if (from is null) unknown.TryAdd(naming.From, naming);
            if (to is null) unknown.TryAdd(naming.To, naming);
            if (from is null || to is null || from == to) continue;
            if (!arrows.TryGetValue((from, to), out List<Naming>? list)) arrows.Add((from, to), list = []);
            list.Add(naming);
        }

        faults.AddRange(unknown.Select(u => $"docs/design.md names no floor for {u.Key}: {u.Value}"));
        faults.AddRange(arrows.Where(a => a.Key.To.Floor < a.Key.From.Floor).Select(a => Show($"{a.Key.From} → {a.Key.To} points up, {Count(a.Value)}", a.Value)));
        foreach (IGrouping<int, Room> floor in plan.Rooms.GroupBy(r => r.Floor))
        {
            if (Circle([.. floor], arrows) is { } circle) faults.Add(Describe(circle, arrows));
        }

        return faults;
    }

    // The shortest way from a room back to itself over rooms of its own floor.
    static List<Room>? Circle(Room[] floor, Dictionary<(Room From, Room To), List<Naming>> arrows)
    {
        List<Room>? shortest = null;
        foreach (Room start in floor)
        {
            var ways = new Queue<List<Room>>([[start]]);
            var seen = new HashSet<Room>();
            while (ways.TryDequeue(out List<Room>? way))
            {
                foreach (Room next in floor.Where(to => arrows.ContainsKey((way[^1], to))))
                {
                    if (next == start && (shortest is null || way.Count < shortest.Count)) shortest = way;
                    if (seen.Add(next)) ways.Enqueue([.. way, next]);
                }
            }
        }

        return shortest;
    }

    static string Describe(List<Room> circle, Dictionary<(Room From, Room To), List<Naming>> arrows)
    {
        var steps = circle.Select((from, i) => (From: from, To: circle[(i + 1) % circle.Count])).ToList();
        return string.Join('\n', steps.Select(s => Show($"{s.From} → {s.To}, {Count(arrows[s])}", arrows[s]))
            .Prepend($"{string.Join(" → ", circle)} → {circle[0]} is a circle on one floor:"));
    }

    static string Count(List<Naming> namings) => namings.Count == 1 ? "1 reference:" : $"{namings.Count} references:";

    static string Show(string title, List<Naming> namings) =>
        string.Join("\n    ", namings.OrderBy(n => n.At.Path, StringComparer.Ordinal).ThenBy(n => n.At.Line).Select(n => n.ToString()).Take(Examples).Prepend(title));
}
