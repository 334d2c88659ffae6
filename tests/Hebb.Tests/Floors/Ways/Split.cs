namespace Hebb.Tests.Floors.Ways;

/// <summary>A class in two files, as <c>Tensor</c> may be.</summary>
partial class Split
{
    public static int Here() => There();

    public static Split? Itself() => null;
}
