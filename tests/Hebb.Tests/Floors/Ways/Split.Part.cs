namespace Hebb.Tests.Floors.Ways;

partial class Split
{
    readonly int number = Above.Call();

    public int Property { get; set; } = 1;

    public static int There() => new Split().number;
}
