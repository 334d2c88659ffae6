namespace Hebb.Tests.Floors.Ways;

sealed partial class Split
{
    readonly int number = Above.Call();

    public int Property { get; set; } = 1;

    public static async Task<int> Later()
    {
        await Task.Yield();
        return 1;
    }

    public static int There() => new Split().number;
}
