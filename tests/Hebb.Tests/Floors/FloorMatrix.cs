using System.Globalization;
using System.Text;

namespace Hebb.Tests.Floors;

/// <summary>The references as a table: a room in each row names the rooms of the columns, both from the lowest floor up. A number right of the diagonal is an arrow that points up.</summary>
static class FloorMatrix
{
    public static string Print(FloorPlan plan, IEnumerable<Naming> namings)
    {
        FloorPlan.Room[] rooms = [.. plan.Rooms.OrderByDescending(r => r.Floor)];
        var counts = new int[rooms.Length, rooms.Length];
        foreach (Naming naming in namings)
        {
            if (plan.Of(naming.From) is { } from && plan.Of(naming.To) is { } to) counts[Array.IndexOf(rooms, from), Array.IndexOf(rooms, to)]++;
        }

        string[] heads = [.. rooms.Select(r => FloorPlan.Room.Short(r.Folders[0]) + (r.Folders.Count > 1 ? "+" : ""))];
        int margin = rooms.Max(r => r.ToString().Length);
        var text = new StringBuilder("references of a row's room to a column's, from the lowest floor up\n").Append(' ', margin);
        foreach (string head in heads) text.Append("  ").Append(head.PadLeft(5));
        for (int i = 0; i < rooms.Length; i++)
        {
            text.Append('\n').Append(rooms[i].ToString().PadRight(margin));
            for (int j = 0; j < rooms.Length; j++)
            {
                string cell = i == j ? "-" : counts[i, j] == 0 ? "" : counts[i, j].ToString(CultureInfo.InvariantCulture);
                text.Append("  ").Append(cell.PadLeft(Math.Max(5, heads[j].Length)));
            }
        }

        return string.Join('\n', text.ToString().Split('\n').Select(l => l.TrimEnd()));
    }
}
