using System.IO.Compression;

namespace Hebb.Tests;

/// <summary>Small HDF5 files that h5py 3.7 wrote, packed with zlib.</summary>
static class Hdf5Fixtures
{
    static readonly Dictionary<string, string> All = new(StringComparer.Ordinal)
    {
        // Symbol tables, as h5py writes without more settings.
        ["old"] = "eNrtWD1PwkAYvutHrESTVgeIix3ZyuimJmCYlKgDoyTWlgRbUyDUSUbc+AmOjv4Ef4L/CHu99yp94wUTYkLCPQNP7t6nd5Q+vLmnr+3mxX7lqEIYLIsYxCbLWACmh+WxqN8BU+AZ8Lsm5mleq8G8A+"
            + "tj3e11q8XUCwSxT8PgbBGFbUS7dd5h/IF89nXwv/tSYnJvUzHmTqaUT4B9C9azOqs47jHhlnVJ1SLVF6ibmYNZXdM0yv3M19OpsDZ2+GyjnsPN5VWTFt/6px+I+3eRvi7RNZBOdJ3ULPeTN7Ms6EjW"
            + "66L1QonuCelOJLozpEsluinSiafn6qt89XtfxPe7qi/OHNUXFdbB5yn72AEP7aofREFBQUFBYWtyVRedy93yawDyDBz5vWR5PIYDtYfeA9TXzFV6kacE27nUzg4pxlLSkOcpC47Ee2jn+UY+B56r9C"
            + "IH4ZxRQ3pXoqtL8khqb5evRV4LgHuDfm/IfBp4uXUf4sG9n7Axr4/CJB4HIfF4wRM+j+JJ6Cc+u+6xPxz2I9DHkc99P5rE+fWciAeFv/4PvgEduasJ",
        // Link messages, and more than eight links of the root in a heap (libver latest).
        ["new"] = "eNrr9HBx4+WS4mLm4GCAgf9QIMIF4RtAxT05anT8PVyCmBRMO7mzkXEFkxBIwQVmiMIkFgjNxcTACKQiGGgGwtWaDoGdxMjAyCjCwMDEyMjIBJWD0cwiDIyCCvIMEEcpMIhzMIjXA1msQNcxc3EAXc"
            + "7CyAD1PTwQNjAMOWB14UER3uj5jwYg0cPGwwCkGCuToOHFxg3kczCy5KUmFjEyVLJxgrlMpQWMDPoMOqQ5adEp0QPo0cMMixYYzcPAKAAMd1j0IEcLLFHywAzcwTBkQdDMkw/cgoNdGTqguYPRl5Fh"
            + "M4iResc4nVq2uAV5BDCwg1O/AANGjvZlhPBhTmBAzytQwEmkbSxIOhmh8cfIIALPRf+EObqdQjxcGFhB6oAJiyFF4xYLzA6YLY+eh1a5BQNVMcDcx8iASiPsC2CoANoBk8mDJiIpBlT6zLlV/E4hPm"
            + "4MrI4CrPwMyUAhcYa0P/XKDFVAJi/Dh8KaLIYpQKY8w22tc30MNkAmH8NNPev5DF5ApiTDl/p/qxjawWo518sfZ9AFMvkZQoNfnWdQBKfH5a1rfjGIgplnHKdfYRgFo2BoggP2IIIdWvmB8qSbh4sT"
            + "vC4HgZye+o/AErziMDxbMqafh2VVDkbWxJzMxGIWBv10/Uogly0tPycltYgJyAfy2EsyivJL0zN4GPQh4vrgigUokZdfnpFalMoF0pebWVycmQdSz5yflwo0qqQ8H8QBUkAOUIiRw4E9v7SkODMlFV"
            + "gz5JcAdeplmDLopySWJOqXj8YiNQEAVn+ezQ==",
        // Link messages because of an external link.
        ["mixed"] = "eNrtWM9rE0EUfpPsmm1MbVIqaYuQhSoED92iCBVB25CEEKyGpoWCh5qSNInURJOURBTqRawX8SB4rAdBUUHBf6A3BUHFgyD+BQqCBw8qYp3ZebNmp6wt1EMk+13ezLxvZ/bHt9/umxupeLLXP+wHBk"
            + "0DBYLQjg1EesjeF/mzGAnGVYwPPGJcMXODOB7E+dd9vD+O4zPTiQRjb0gQ64wpPGrgohuRSkxmWHwq6exNP4/JbDYB3wZQdFMEnrHG0UpsbWfrElC5tonocyUTwgdQ5lb00jzLhPQIcMnqENYgvIJ5"
            + "lSqY5T0eD+F65vN5iZC2rPDVjnoO2VOn48Q66z9+IK5fl/hRB96YxBOu01LtfnJXtRMyDvPNSfOVHHgXJN64A29C4rUceFclnnh6uncrXRGbL4bwAuXr3coXV0OuL3Yz/OgnYPmQUNQEmuHbgb/PsH"
            + "5CfI6ZhnrcW+rChQsXLlx0TV01J/2X6/ZtALiEsVLI1dr7y/hDbUj7ANEd1lVeq54SMWhSg/QnRWmrNJzrKQ1/iQPSyrc68jnwuspr1UFynTEo8XUHXtShHmkFu0vXol4rYswtlXN1ptOiYUp3sbqU"
            + "L9RYn+cbpVp1uVgCgycMofNKtVkq1ArsuPPler1cQX61UuC6bzSr5vE8gIGJ7b4H/zuS06kM+MzCo01hQpVTeBvExsym7RLEdqsOpe1Igu8BgXRYjMXuLMzHZlJxaguUt5uO5KPpvWINscq+5juSzF"
            + "IWTBG7a5FN62WoknQr8wJXHwZ7/H79gBKbOZkEdTKo9sFxOhSGxZ8rIzBLm73w5eKVc3CbNiPw4eCrm7CfNvfA+9Fja7BAm0PwdeXXQ7hscnueRJ4DO+c+mM1+eg2HTA+7f+3xD3MrKAAv75155H64"
            + "Ou9NSMVjVtHN8Pnj4RGiEdW0HsV0HtrdxQ3GQ/sESNHa79KID73G32Y2dNhLHUUxfYZx0KcCNqNiLJpXTPehs7bE7hPRJnzV5Ua9nC/0U89q0OlHS0fAyOcaOaPpPrN/id8RrAji",
        // Many links in a heap.
        ["dense"] = "eNrtVVtIVFEUXWfezmiOr4aMGi16UOZ4K7NMSIdpmOwlamQEwqjjo2ymeZgzpVlWpD9GVB9RIWQQPSCpyCAQqY+yj1QQLAPzWyn6qD5CtHPP3DtHDaKgAqMNd/ba++5z1p6z976n1WGzx+iT9UqdDr"
            + "JMSZKoD9sZkn+briFtt8NWqEjJbDUcnP4EFfFiQL8yHFimCmu9AoSqEvwx2bu8+SlLiYCQREBBCFFI72StTASJSzEjnFQKTDqYmihS0+yUeh3NXEUg/fvIIXRizkl2/6jvh+WZmiXh8miiQRUJlUnn"
            + "pTFQW0dUbpfTRxDSRDFTUXeYwIK0X0vp+sukntnlUcplkXU0iJGeu1ye6WWRmzJa3vAx5qwUXu4dtRcVbUWLNB3EC5wT58O3uqvjd7HYCx0F0LLuN+K7ifZKtpwCZs+KJIt+kk01bSWR6keQGJmiuK"
            + "js+9Zihw1qMY42FipWDqtkDpmluyFv3F5Eo+CdsRfXnK8AQcohv3FLTZSMmfr1rqEj1uIddqjzjOpYlFOXCbm4ZYKbiHnEawYWI5XBD8XjS/AAIqycaFqKoxTGoP18wjIYWEB2/sJ9GGMBXW3XSlHC"
            + "vB+9DQdwkXrNKB0aacQgCzAkXDiBLBbwdtWrNuRQ7zxMlRy7ivnM+yZ9czvyqXcBPjVN3sZZxmYaNt3BThZQdvJUJz6zzR41Ox/iNPNG3TM/xxrqjcWLuie9eMcCtq/Y3wcrC9hTNNaHVDYpXVs7Bh"
            + "Fi3rjGjhGkMZjVd+k9etmygpb0Lyhn3ptn7n5FEltmycEEO1YDzFcUk+hmsd0D4zfwX/5l6dki/milyy9K/IY4bNbIXS6KsfI4/fqT4LPIWJKqPmk26d2gdtbWOP0qWKosIWpqKj21FS6fgtrU0gaq"
            + "fZ66qmraYWG/hV0s9IXbU1/t8rn04rpDNX5/jVuMV3rcLrpVoN4jGlRRg7qILlfrqQv4aypc9GbwBOjK9OpMWCqcAaelXsxC6c/IoJzBMBQ4XMvhOg7Xc5jJ4QYOszjcyOGmCBQ4m8DZBM4mcDaBsw"
            + "mcTeBsAmcTOJvA2P56R3wDN8TtQw==",
        // 64 floats, shuffled and deflated.
        ["gz"] = "eNrr9HBx4+WS4mIAAQ4OBhYGAQZk8B8KJPlQ+TD5BCjNCKU7oPQKJpg4I1hOAiouCDUfXV1IkKsrSPV/NACzx4AFQnMwjIKRCDxcHQNAdASUD0ulJ5hQ1VWgpUcPCu1lZGCDmMUI40NSMiMjRMABqg"
            + "5GMwPlQTKCCvIMkCSrwCDOwSBeD5VnBaZgkDwTM8REbgYLMIMR6g8msDwjQ3FGaVpaTirUDJC9EPGU1LScxBKEOAfUPcxMTBWsCKewIIUcVeMh2M/fhRHsGghQYB5Nm+QAUHnHiKW8K8ShfgUvKh+W"
            + "3lhGg3IUjIJRMApGwSgYtqAiLjlhgVEGgzO7RUhGgEMCOyMbYzsnj/CEF21sjW3CTHq83X41QhdKPHNmbMg43Wk9P4IlxeRsTJMQt5SV2pmYLVWn9wlPf2fz/8v0Vm8HHzfP4Ptnrh211jAyXLyg6e"
            + "C9gxcvXuTkmSN4gNW64CgDw6tppkEA3gx0Lw==",
        // 72 MB of mask images, deflated to 78 KB.
        ["mask"] = "eNrt2c1LFGEcB/B5dtdY7QWNDtalxVPH9eYplDQ89Q51VMgu1aGXg/ciCk9B0B8QhERERkX+BXWsaxD1BwTipaBD5u7M1o6DTJSneT4fkMeZ/Tkz7s53YPnem50+vnfo0FDS0WwmjWQ46beReTwect"
            + "u91+eyNWTr3WxdrvX2h+5ro9n+kez4W+fOnZmZ6UxvbNE7T7uRrs2EGM3OTJ3qrBey7d5d+q6Wn7s6f+Ny//04+5/nDcmu9Fihtz2RrvWQP34jv263v7555SG7/tB3Rw9srp3tWj3dvTtpdX8Jv8/b"
            + "7Cbp4sKlK/M3F5LBpJeHVnrcWmNxoC8ijfQn/PlPJnfkczh74uR06F5NqlV3b/6LzvMubH6KW593Pw//3d+/GUnX3nzZc/H1eH5+uGT+5en8/GjJ/Itr+flWyfzz+/n5IyXzz1by8+2S+acf8vMTJf"
            + "NP1vPzZWlZHgn559M2eQ9udQAAdsDix6/vpwaT9nBj5db62urYt/P7B1e738WOPqx5eyA6cw8kHyQfkHwgtuR/eXXs7XSStPfcvvN9bXXs+qdJzwiosEcHvAcg+YDkA5Xzed/Sj+Sg9h/opwkAyQck"
            + "H4gv+dp/iIomACQfkHyggrT/QJEmACQfkHwgvuRr/yEqmgCQfEDygQrS/gNFmgCQfEDygfiSr/2HqGgCQPIByQcqSPsPFGkCQPIByQfiS772H6KiCQDJByQfqCDtP1CkCQDJByQfiC/52n+IiiYAJB"
            + "+QfKCCtP9AkSYAJB+QfCC+5Gv/ISqaAJB8QPKBCtL+A0WaAJB8QPKB+JKv/YeoaAJA8gHJBypI+w8UaQJA8gHJB+JLvvYfoqIJAMkHJB+ooLT9/wUnIVCP",
        // 200 MB of which one chunk was written.
        ["hollow"] = "eNrt1r9Lw0AUwPG75KqxIthNXAy4OujmWKGRTCrq4CQKVkQC7SBYcLAuov+Df4C7i7h16x+STf8Cl5jk7tqkWBB18Mf3A+XlvVzvrulLyG3YWJ+pzldFxvOEErOiKDHuVsq5PX9gojTxxsR7x9Zlfm"
            + "7O1Gtm/tFxu9tBkI1ORth1lpWOnsB/FAZrW1ncM7nt0r5THnfSiqLW+bAfwy+uK8WEnkvafFVHVxf6dqAqx3F1N925NPuXhY6upDHLHVeXp4WfH8jBul5+Jx01j6PDs+ZgWi8dl8/rqE6lcIso/ZHD"
            + "X1L/lv9hZ2OzIfPdaL5Lb35G9ryT7zzv4oWPff+xVs69Mf0mudQAAADAr9fZf+nJqfSg679ePi2e8p4PAAAAAMCf175o17Pox8nzteJ6AAAAAADw83UfxFI8efUGO+dUaQ==",
        // MATLAB 7.3: empty matrices of every class, a text beyond 16 bits, a cell, a structure and a soft link.
        ["m73"] = "eNrtGktME0F0Zre0G4SkfJRKRNeACRe1iUR7MbQGDCZWiXLgBqXdQpOFNmwb8cbJ4M0jR48cOXLyzMmj4eTReOToDXd33iy70+5A22n5zTv0dabvzef9Z6bZzMLbzCv9xZNnejaz8LhYMg29W4CUN1"
            + "kk4ULh69zM6/7e0V63oWkoguLkB4WgE4DDyWCb8i8DxoB3AO8ptB+7vyWgfwDGZ+kWPszOOpOeMEDnSUYI1um8IwTHpQpvBMzNZuYdvM/Y2f4dvp0djpL233uUTg3QxYFuN0ba88y8GMWIbWPaJpwY"
            + "Y7+beFi1x8Ngl5rbk3Y/e+yW068oisuowTgqBjLGkvtQEubrtwk0lHXj9FLezFmW0z9kjxL1+V2hXFsxDYcv5fH1nfIZ65XqZzoL4dECfou9mRNcPXx8937GWTL1+0MlyM/KOw3934b5+l2j/DqfDo"
            + "SFdJVPVwF8zKzv6CHB/8aD+t7jbxtB+EOpAT6dt/wzAlPn7Sp+peyq8/LQhcjDKm2sdkMeNH6x9tr0equbtXy1+Xj7/QsOtFUGh+sxCEpbUf94GgXCiAY4ns6hl0fod2Ou4fTyGPl28EBmTgkSJEiQ"
            + "ICG87prsWN2VbLnuivnqCbO8WsrnzLbrrj5YL0aDfv7SRnWpYOTLBYOW7zZ7xFfRs+N0vl5Ntyy3iG+d9sZShO9i63e1ro5sVh7zWqN1NFsP12yBPJ/qnjw651drQuwjv5bbFGEf7fqV0jW/2hIjN8"
            + "M0L4NftS+PHTHnYjhndloeFAqAP5WIaVk0T9C4lwJ/d5zdBnoEznvrJbhYI3q01kvOsR6NbxpFa5zo1xmzYBjuVZJVLrocT4EBM/dC/PuymLernSiffhHwwV0+3RYK3sdT/W+z96b0PH+bP16Kzj/E"
            + "p0vScQf5dNSatnpE1SlRxg+I5LHS2A/q/SLhsg7o055fTN1CUyeQkML9Y1djbvbaukc7vREVU7eFyUNl/Kq+fRonFJ/GwuVwAHKICso3YvIFBfJ+hEPfjyr3z3UtK+GaAn0/WmSyjDYWpMsBXmH8JS"
            + "3MT0Xn7x9X8P1I8d5xlsfOl0fkTW5z+bD+vMrG/1bz4U9QnXbJ8uH56oP68waVB9nvCOwsfP+/hJ4f6l+cxcBZ+XD7USMtSrip+ZBac2IiSGcwfjInvG4VnQ//XMF86P0JBFUmpG22Av8B/UN1kg==",
    };

    /// <summary>The bytes of one.</summary>
    public static byte[] Of(string name)
    {
        using var zlib = new ZLibStream(new MemoryStream(Convert.FromBase64String(All[name])), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zlib.CopyTo(plain);
        return plain.ToArray();
    }
}
