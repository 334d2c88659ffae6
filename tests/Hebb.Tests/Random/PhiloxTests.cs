using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hebb.Tests;

public sealed class PhiloxTests
{
    // The known answers of the authors' library Random123 (kat_vectors, philox4x32 10).
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x299f31d0_a4093822UL, 0x85a308d3_243f6a88UL, 0x03707344_13198a2eUL, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void GivesTheKnownAnswers(ulong key, ulong block, ulong stream, uint w0, uint w1, uint w2, uint w3)
    {
        Philox.Block(key, block, stream, out uint a0, out uint a1, out uint a2, out uint a3);
        Assert.Equal([w0, w1, w2, w3], [a0, a1, a2, a3]);

        uint[] words = new uint[32];
        Philox.Fill(words, key, block, stream);
        Assert.Equal([w0, w1, w2, w3], words[..4]);
    }

    // Around 2³² and 2⁶⁴ the carry into the counter's second word must reach every lane.
    [Theory]
    [InlineData(0UL)]
    [InlineData(0xFFFF_FFFEUL)]
    [InlineData(0xFFFF_FFFF_FFFF_FFFDUL)]
    public void EveryWidthGivesTheWordsOfTheScalarForm(ulong block)
    {
        const ulong key = 0x0123456789ABCDEF, stream = 0xFEDCBA9876543210;
        for (int blocks = 0; blocks <= 19; blocks++)
        {
            uint[] expected = new uint[4 * blocks];
            Philox.FillOne(expected, key, block, stream);
            Assert.Equal(expected, Filled(words => Philox.Fill(words, key, block, stream)));
            if (Sse2.IsSupported || AdvSimd.IsSupported) // the two-block form needs one of them
                Assert.Equal(expected[..(blocks / 2 * 8)], Filled(words => Philox.FillTwo(words, key, block, stream))[..(blocks / 2 * 8)]);

            uint[] Filled(Action<uint[]> fill)
            {
                uint[] words = new uint[4 * blocks];
                fill(words);
                return words;
            }
        }
    }
}
