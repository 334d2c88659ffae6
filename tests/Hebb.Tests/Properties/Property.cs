using System.Globalization;
using CsCheck;

namespace Hebb.Tests;

/// <summary>
/// Holds a claim against random cases. The usual run takes the same few hundred cases every time. HEBB_PROPERTY_CASES=100000 takes that many new ones of each
/// claim. A failure is made small by CsCheck and says with which CsCheck_Seed it comes again.
/// </summary>
static class Property
{
    const string Variable = "HEBB_PROPERTY_CASES";
    const int Shrinks = 2000;

    static readonly long? Asked = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    public static void Holds<T>(Gen<T> cases, Action<T> claim, int count = 300, Func<T, string>? print = null)
    {
        if (Environment.GetEnvironmentVariable("CsCheck_Seed") is { Length: > 0 } wanted)
        {
            cases.Sample(claim, seed: wanted, iter: Shrinks, threads: 1, print: print);
            return;
        }

        var numbers = new PCG(1, Asked is null ? 1 : (ulong)Environment.TickCount64);
        for (long i = Asked ?? count; i > 0; i--)
        {
            string seed = numbers.ToString();
            try
            {
                claim(cases.Generate(numbers, null, out _));
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                cases.Sample(claim, seed: seed, iter: Shrinks, threads: 1, print: print);
                throw new InvalidOperationException($"A case failed once, and held when it was tried again with CsCheck_Seed={seed}.", problem);
            }
        }
    }
}
