namespace Hebb.Tests.Floors.Ways;

/// <summary>A class in two files, as <c>Tensor</c> may be.</summary>
sealed partial class Split
{
    public static int Here() => There();

    public static Task<int> Waits() => Later();

    public static Split? Itself() => null;
}
