namespace Hebb.Vision.Datasets;

/// <summary>CIFAR-100: 60,000 colour images of 32×32 pixels in 100 classes that form 20 groups, 50,000 to train on and 10,000 to test on.</summary>
/// <remarks>A. Krizhevsky: Learning Multiple Layers of Features from Tiny Images, technical report, University of Toronto, 2009.</remarks>
public static class Cifar100
{
    /// <summary>The names of the 100 classes, in alphabetical order.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    [
        "apple", "aquarium_fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle", "bowl", "boy", "bridge", "bus", "butterfly", "camel", "can", "castle",
        "caterpillar", "cattle", "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur", "dolphin", "elephant", "flatfish", "forest",
        "fox", "girl", "hamster", "house", "kangaroo", "keyboard", "lamp", "lawn_mower", "leopard", "lion", "lizard", "lobster", "man", "maple_tree", "motorcycle", "mountain",
        "mouse", "mushroom", "oak_tree", "orange", "orchid", "otter", "palm_tree", "pear", "pickup_truck", "pine_tree", "plain", "plate", "poppy", "porcupine", "possum", "rabbit",
        "raccoon", "ray", "road", "rocket", "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake", "spider", "squirrel", "streetcar", "sunflower",
        "sweet_pepper", "table", "tank", "telephone", "television", "tiger", "tractor", "train", "trout", "tulip", "turtle", "wardrobe", "whale", "willow_tree", "wolf", "woman",
        "worm",
    ];

    /// <summary>The names of the 20 groups, in alphabetical order.</summary>
    public static IReadOnlyList<string> Groups { get; } =
    [
        "aquatic_mammals", "fish", "flowers", "food_containers", "fruit_and_vegetables", "household_electrical_devices", "household_furniture", "insects", "large_carnivores",
        "large_man-made_outdoor_things", "large_natural_outdoor_scenes", "large_omnivores_and_herbivores", "medium_mammals", "non-insect_invertebrates", "people", "reptiles",
        "small_mammals", "trees", "vehicles_1", "vehicles_2",
    ];

    /// <summary>Reads one part into memory.</summary>
    /// <param name="folder">The folder with train.bin and test.bin, or the one above; null looks in the places of <see cref="DatasetPlaces"/>.</param>
    /// <param name="train">The training set of 50,000; otherwise the test set of 10,000.</param>
    /// <param name="coarse">Whether the labels are the 20 groups instead of the 100 classes.</param>
    /// <param name="download">Whether to fetch the files (169 MB) if they are not there.</param>
    /// <exception cref="DatasetMissingException">The files are not there; the message says how to get them.</exception>
    /// <exception cref="Formats.FormatErrorException">A file is damaged.</exception>
    public static ImageDataset Load(string? folder = null, bool train = true, bool coarse = false, bool download = false)
    {
        string name = train ? "train.bin" : "test.bin";
        DatasetLocation place = DatasetPlaces.Locate(DatasetCatalog.Cifar100, folder, download, [name]);
        return CifarBatches.Load([place.File(name)], coarse ? "coarse_labels" : "labels", coarse ? Groups : Classes);
    }
}
